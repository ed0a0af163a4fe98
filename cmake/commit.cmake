# SPDX-License-Identifier: BSD-3-Clause
# cmake -D SOURCE=... -D TEMPLATE=... -D WRITTEN=... -P commit.cmake: puts the commit of SOURCE into TEMPLATE.
# "unknown" without git, or where the tree is not the top of a repository (an archive unpacked in another project).

set(QALOR_COMMIT unknown)
find_program(GIT git)
if(GIT)
  execute_process(COMMAND ${GIT} rev-parse --show-toplevel WORKING_DIRECTORY ${SOURCE}
    OUTPUT_VARIABLE top OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  file(REAL_PATH ${SOURCE} source)
  if(top STREQUAL source)
    execute_process(COMMAND ${GIT} describe --always --dirty --abbrev=40 --exclude=* WORKING_DIRECTORY ${SOURCE}
      OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE status)
    if(status EQUAL 0)
      set(QALOR_COMMIT ${commit})
    endif()
  endif()
endif()
configure_file(${TEMPLATE} ${WRITTEN} @ONLY)
