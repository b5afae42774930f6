# The inference module: a shared library of its own beside the program, since the library it stands on would cost every
# start of the program, needed or not. Without the library in build/deps the program is built all the same and reads by
# rules.
set(ENTENTE_OPENVINO_VERSION 2026.4.1)
set(ENTENTE_OPENVINO_FOLDER ${CMAKE_SOURCE_DIR}/build/deps/openvino-${ENTENTE_OPENVINO_VERSION}/openvino
    CACHE PATH "Where the unpacked wheel of OpenVINO is")

function(inference_module)
  if(NOT ENTENTE_INFERENCE OR NOT EXISTS ${ENTENTE_OPENVINO_FOLDER}/cmake/OpenVINOConfig.cmake)
    message(STATUS "No inference built in: models are not used (scripts/openvino gets what it needs)")
    return()
  endif()
  set(OpenVINO_DIR ${ENTENTE_OPENVINO_FOLDER}/cmake)
  find_package(OpenVINO ${ENTENTE_OPENVINO_VERSION} REQUIRED CONFIG COMPONENTS Runtime)
  add_library(entente_inference MODULE src/nn/openvino/inference.cc)
  target_link_libraries(entente_inference PRIVATE entente_settings openvino::runtime)
  target_compile_definitions(entente_inference PRIVATE ENTENTE_OPENVINO_VERSION="${ENTENTE_OPENVINO_VERSION}")
  target_compile_definitions(entente_nn PRIVATE ENTENTE_HAS_INFERENCE)
  # The library's headers are not held to our warnings.
  get_target_property(folders openvino::runtime INTERFACE_INCLUDE_DIRECTORIES)
  target_include_directories(entente_inference SYSTEM PRIVATE ${folders})
  set_target_properties(entente_inference PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}
                        BUILD_RPATH ${ENTENTE_OPENVINO_FOLDER}/libs INSTALL_RPATH "$ORIGIN")
  install(TARGETS entente_inference LIBRARY DESTINATION lib/entente)
  # The smallest set that runs a model.
  set(libs ${ENTENTE_OPENVINO_FOLDER}/libs)
  file(GLOB needed ${libs}/libopenvino.so.* ${libs}/libopenvino_intel_cpu_plugin.so ${libs}/libopenvino_ir_frontend.so.*
       ${libs}/libtbb.so.12)
  install(FILES ${needed} DESTINATION lib/entente)
endfunction()

# Lets a program find the module: beside it, or in ../lib/entente where it is installed.
function(finds_inference PROGRAM)
  if(TARGET entente_inference)
    add_dependencies(${PROGRAM} entente_inference)
  endif()
  set_target_properties(${PROGRAM} PROPERTIES BUILD_RPATH_USE_ORIGIN ON BUILD_RPATH "$ORIGIN"
                        INSTALL_RPATH "$ORIGIN/../lib/entente")
endfunction()
