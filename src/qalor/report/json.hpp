#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <iosfwd>
#include <string>
#include <vector>

#include "qalor/study/sink.hpp"
#include "qalor/study/study.hpp"

namespace qalor {

/// Writes the answer of `qalor run --json`, point by point: one object with the keys `qalor` (version), `study` (as
/// study_json) and `points`, one line each, in the order of the sweep. Numbers read back to the same bits, arrays are
/// nested by their shape, what is not finite is null. Bytes that are not UTF-8 become U+FFFD.
class JsonWriter {
 public:
  JsonWriter(std::ostream& out, const Study& study);
  void write(const Point& point);
  /// Closes the object. Nothing may be written afterwards.
  void finish();

 private:
  std::ostream& out_;
  bool first_ = true;
};

/// The whole answer at once.
void write_json(std::ostream& out, const Study& study, const std::vector<Point>& points);
std::string json_text(const Study& study, const std::vector<Point>& points);

/// The resolved study on one line: title, model, parameters (all, defaults included, in the order of the model card),
/// the device as its table would be written, task (kind and keys), sweep (values per axis). Equal for equal questions,
/// however their files are written.
std::string study_json(const Study& study);

/// What a text of study_json is about.
struct StudyHeader {
  std::string title;
  std::string model;
  std::string task;
  /// In words: `"title" (model coupled_pair, task audit)`.
  std::string label() const;
};
/// Throws InputError when the text is no study.
StudyHeader study_header(const std::string& json);

/// The study of a text that study_json wrote; `model` must be the one that its header names. Whether a value was given
/// is not in the text: every value that differs from its default counts as given. Throws InputError.
Study study_of_json(const std::string& json, const Model& model);

}  // namespace qalor
