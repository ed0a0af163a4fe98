#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

namespace qalor {

/// A place in a text the user wrote. Lines and columns count from 1; line 0 means "not in a file".
struct Location {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;
  std::size_t length = 1;  ///< width of the caret
  std::string excerpt;     ///< the whole line
};

/// One thing that is wrong with the input: what was found, what is expected, which fields it concerns.
struct Complaint {
  std::vector<std::string> fields;  ///< names of the parameters or keys involved; the first one is pointed at
  std::string message;
  Location where = {};
};

/// Anything qalor throws on purpose.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The user can fix it. Carries every complaint about the input at once; what() is ready to print,
/// with file, line, column and caret where they are known.
class InputError : public Error {
 public:
  explicit InputError(std::vector<Complaint> complaints);
  explicit InputError(std::string message);
  const std::vector<Complaint>& complaints() const { return complaints_; }

 private:
  std::vector<Complaint> complaints_;
};

/// The machine cannot do it: disk, memory, a missing library.
class EnvironmentError : public Error {
 public:
  using Error::Error;
};

/// The name in `valid` nearest to `word` (edit distance), or "" when none is near enough to suggest.
std::string nearest_name(const std::string& word, const std::vector<std::string>& valid);

}  // namespace qalor
