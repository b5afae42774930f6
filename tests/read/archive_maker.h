// Small archives in memory, for tests.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <archive.h>
#include <archive_entry.h>

namespace entente::read {

enum class Packing { zip, tar, tar_gz, tar_zst };

inline std::string packed(Packing packing, const std::vector<std::pair<std::string, std::string>>& members) {
  std::size_t most = 1u << 20;
  for (const auto& [path, bytes] : members) most += bytes.size() + path.size() + 4096;
  std::string out(most, '\0');
  std::size_t used = 0;
  archive* writer = archive_write_new();
  if (packing == Packing::zip) {
    archive_write_set_format_zip(writer);
  } else {
    archive_write_set_format_pax_restricted(writer);
    if (packing == Packing::tar_gz) archive_write_add_filter_gzip(writer);
    if (packing == Packing::tar_zst) archive_write_add_filter_zstd(writer);
  }
  archive_write_open_memory(writer, out.data(), out.size(), &used);
  for (const auto& [path, bytes] : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, path.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(writer, entry);
    archive_write_data(writer, bytes.data(), bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(writer);
  archive_write_free(writer);
  out.resize(used);
  return out;
}

// One gzip or zstd stream around bytes.
inline std::string compressed(const std::string& bytes, bool zstd) {
  std::string out(bytes.size() + (1u << 16), '\0');
  std::size_t used = 0;
  archive* writer = archive_write_new();
  archive_write_set_format_raw(writer);
  zstd ? archive_write_add_filter_zstd(writer) : archive_write_add_filter_gzip(writer);
  archive_write_set_bytes_per_block(writer, 0);
  archive_write_open_memory(writer, out.data(), out.size(), &used);
  archive_entry* entry = archive_entry_new();
  archive_entry_set_pathname(entry, "data");
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_write_header(writer, entry);
  archive_write_data(writer, bytes.data(), bytes.size());
  archive_entry_free(entry);
  archive_write_close(writer);
  archive_write_free(writer);
  out.resize(used);
  return out;
}

}  // namespace entente::read
