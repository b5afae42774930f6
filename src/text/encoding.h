// Bytes in whatever encoding -> valid UTF-8 without NULs, and a report of what had to be replaced.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace entente::text {

struct Decoded {
  std::string text;           // valid UTF-8, no NULs, no byte order mark
  std::string encoding;       // "UTF-8", "windows-1252" …
  bool guessed = false;       // neither declared, nor marked, nor UTF-8
  std::size_t invalid = 0;    // sequences that became U+FFFD
  std::size_t nuls = 0;       // NULs that became U+FFFD
  std::size_t first_bad = 0;  // byte offset into `text` of the first of these, where there is any
};

// A byte order mark goes before the `declared` charset (any name that ICU knows; the web's meaning of latin-1 is
// windows-1252), and that before a guess. What is neither is UTF-8 where it mostly reads as such, else UTF-16 by its
// NULs, else what ICU's detector says of the first 64 KiB, windows-1252 where it says nothing sure.
Decoded to_utf8(std::string_view bytes, std::string_view declared = {});

// UTF-8 to UTF-8: each maximal ill-formed sequence and each NUL becomes one U+FFFD. Linear; one pass where all is well.
Decoded clean_utf8(std::string_view bytes);

}  // namespace entente::text
