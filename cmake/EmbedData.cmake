# embed_data(ROOM DIR): every file below DIR becomes a constant in the room's library, found by its path relative to DIR
# through text::data_file() (text/data_file.h). The program so needs no data folder at run time.
function(embed_data ROOM DIR)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${DIR} ${DIR}/*.tsv ${DIR}/*.txt)
  set(assembly ${CMAKE_BINARY_DIR}/embedded_data.S)
  set(table ${CMAKE_BINARY_DIR}/embedded_data.cc)
  set(asm_text ".section .note.GNU-stack,\"\",@progbits\n.section .rodata\n")
  set(externs "")
  set(rows "")
  set(n 0)
  foreach(file ${files})
    string(APPEND asm_text ".global entente_data_${n}\nentente_data_${n}:\n.incbin \"${DIR}/${file}\"\n.global entente_data_end_${n}\nentente_data_end_${n}:\n.byte 0\n")
    string(APPEND externs "extern \"C\" const char entente_data_${n}[];\nextern \"C\" const char entente_data_end_${n}[];\n")
    string(APPEND rows "    {\"${file}\", entente_data_${n}, entente_data_end_${n}},\n")
    math(EXPR n "${n}+1")
    list(APPEND depends ${DIR}/${file})
  endforeach()
  file(CONFIGURE OUTPUT ${assembly} CONTENT "${asm_text}" @ONLY)
  file(CONFIGURE OUTPUT ${table} CONTENT "#include \"text/data_file.h\"\n${externs}
namespace entente::text {
namespace {
struct Row { std::string_view name; const char* begin; const char* end; };
const Row rows[] = {
${rows}    {\"\", nullptr, nullptr}};
}  // namespace
std::optional<std::string_view> data_file(std::string_view name) {
  for (const Row& row : rows) {
    if (row.begin != nullptr && row.name == name) {
      return std::string_view(row.begin, static_cast<std::size_t>(row.end - row.begin));
    }
  }
  return std::nullopt;
}
}  // namespace entente::text
" @ONLY)
  set_source_files_properties(${assembly} PROPERTIES OBJECT_DEPENDS "${depends}")
  target_sources(entente_${ROOM} PRIVATE ${assembly} ${table})
endfunction()
