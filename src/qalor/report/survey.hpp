#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "qalor/report/result_reader.hpp"

namespace qalor {

/// How often each of several texts occurs, in order of first occurrence. Of many different ones the rest is counted
/// as "others".
class Tally {
 public:
  void add(const std::string& text);
  const std::vector<std::pair<std::string, std::size_t>>& counts() const { return counts_; }

 private:
  static constexpr std::size_t most = 100;
  std::vector<std::pair<std::string, std::size_t>> counts_;
};

/// The values of one number over a sweep. NaN where it is nowhere defined.
struct NumberRange {
  std::size_t variable = 0;  ///< of the reader
  double first = 0;
  double last = 0;
  double lowest = 0;
  double highest = 0;
  std::size_t defined = 0;  ///< points that hold it
};

struct Trouble {
  std::size_t point = 0;
  Status status = Status::ok;
  std::string reason;
};

/// What a report says of a sweep as a whole. Read in one pass, in pieces.
struct Survey {
  std::size_t points = 0;
  std::array<std::size_t, 4> of_status = {};         ///< by Status
  std::vector<NumberRange> numbers;                  ///< of real and integer variables that are not arrays
  std::vector<std::pair<std::size_t, Tally>> words;  ///< of text variables, but reasons
  std::vector<Trouble> troubles;                     ///< the first points whose status is not ok

  static constexpr std::size_t most_troubles = 20;
};

Survey survey(const ResultReader& result);

}  // namespace qalor
