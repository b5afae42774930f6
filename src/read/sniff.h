// What a file is, by its name and its first bytes.
#pragma once

#include <string_view>

namespace entente::read {

enum class InputKind { text, markdown, html, xml, jsonl, warc, binary, unsupported };

// `first` is the beginning of the file, 4 KiB or all of it. The bytes go before the name where they are sure.
InputKind kind_of(std::string_view name, std::string_view first);

// The name without the suffix of a compression (".gz", ".zst" …).
std::string_view without_packing(std::string_view name);

}  // namespace entente::read
