# SPDX-License-Identifier: BSD-3-Clause
# Compiles the sources of a folder together, a few at a time (CMAKE_UNITY_BUILD): template code is then instantiated
# once a group instead of once a file, which halves the time of a build from nothing. A group never crosses folders, so
# names in anonymous namespaces must differ within a folder, and nowhere else.
function(group_sources target size)
  get_target_property(sources ${target} SOURCES)
  list(SORT sources)
  set(last "")
  foreach(source IN LISTS sources)
    cmake_path(GET source PARENT_PATH folder)
    string(MAKE_C_IDENTIFIER "${folder}" folder)
    if(NOT folder STREQUAL last)
      set(count 0)
      set(last ${folder})
    endif()
    math(EXPR group "${count} / ${size}")
    math(EXPR count "${count} + 1")
    if(folder MATCHES "linalg") # each file there is one matrix library's worth of templates, and heavy enough alone
      continue()
    endif()
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${folder}_${group})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
endfunction()
