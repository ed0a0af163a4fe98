#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "qalor/study/sink.hpp"
#include "qalor/study/study.hpp"

/// A model, a study and answers made by hand, with everything that is awkward to store.
namespace qalor::example {

inline const Model& model() {
  static const Model model = [] {
    Model m;
    m.name = "toy";
    m.summary = "a toy with <angles> & quotes\"";
    m.sources = {"A. Author, arXiv:1402.3825, eq. 3", "doi:10.1103/PhysRevE.89.062128"};
    m.parameters = {
        {.name = "epsilon",
         .symbol = "epsilon",
         .dimension = "rate",
         .fallback = Value(0.3),
         .meaning = "exchange rate"},
        {.name = "levels",
         .dimension = "1",
         .type = FieldType::integer,
         .fallback = Value(std::int64_t{2}),
         .meaning = "levels"},
        {.name = "coupling",
         .dimension = "1",
         .type = FieldType::choice,
         .fallback = Value(std::string("noise")),
         .choices = {"noise", "coherent"},
         .meaning = "kind"},
        {.name = "hot", .dimension = "1", .type = FieldType::boolean, .fallback = Value(true), .meaning = "switch"},
        {.name = "grid",
         .dimension = "time",
         .type = FieldType::reals,
         .fallback = Value(std::vector<double>{1, 2}),
         .meaning = "list"},
        {.name = "sites", .dimension = "1", .type = FieldType::texts, .meaning = "names"},
    };
    m.tasks = {{"evolve",
                "in time",
                {{.name = "order", .dimension = "1", .type = FieldType::integer, .fallback = Value(std::int64_t{2})}}}};
    m.quantities = {
        {"heat_current_A", "J_A", "energy^2", "heat entering from bath A", {"evolve"}, {}, {}},
        {"time", "t", "time", "time", {"evolve"}, {}, {"time"}},
        {"n_A", "<n_A>", "1", "excitations of A", {"evolve"}, {}, {"time"}},
        {"second_law", "", "1", "verdict", {"evolve"}, {"is violated", "holds"}, {}},
    };
    return m;
  }();
  return model;
}

inline Study study(std::vector<Axis> sweep = {}) {
  Study s;
  s.title = "Toy \xC3\xA4 <b>";
  s.model = &model();
  s.task = "evolve";
  s.parameters = defaults(model().parameters);
  s.keys = defaults(model().tasks[0].keys);
  s.sweep = std::move(sweep);
  s.text = "[study]\nmodel = \"toy\"  # <script>\n";
  s.file = "toy.toml";
  return s;
}

/// `count` values from 1 on in steps of 1/8.
inline Axis real_axis(const std::string& parameter, std::size_t count) {
  Axis axis{parameter, {}};
  for (std::size_t i = 0; i < count; ++i) axis.values.emplace_back(1 + static_cast<double>(i) / 8);
  return axis;
}

/// Every seventh point failed; every fifth has an efficiency in the middle of its record; arrays are ragged; some
/// elements are not defined; the numbers use all their bits.
inline Answer answer(std::size_t i) {
  Answer a;
  const double x = static_cast<double>(i);
  a.certificate.method = i % 3 == 0 ? "direct" : "krylov, 3 restarts";
  a.certificate.residual = 1e-16 * std::sin(x);
  if (i % 7 == 3) {
    a.certificate.degrade(i % 2 == 0 ? Status::failed : Status::not_converged,
                          "no state at point " + std::to_string(i));
    return a;
  }
  a.quantities.set("heat_current_A", std::exp(std::sin(x)) / 3);
  if (i % 5 == 0) a.quantities.set("efficiency", 1 / (x + 3));
  a.quantities.set("time", vector_datum({0, 0.5, 1}));
  a.quantities.set("n_A", vector_datum({x / 7, std::numeric_limits<double>::quiet_NaN(), -x / 3}));
  a.quantities.set("eigenvalues", vector_datum(std::vector<double>(1 + i % 4, std::sqrt(x))));
  a.quantities.set("matrix", Array{{2, 1 + i % 2}, std::vector<double>(2 * (1 + i % 2), x)});
  a.quantities.set("second_law", static_cast<std::int64_t>(i % 2));
  a.quantities.set("regime", std::string(i % 4 == 0 ? "engine" : "heater"));
  if (i % 4 == 1) a.certificate.warn("careful\nwith \\ " + std::to_string(i));
  if (i % 8 == 1) a.certificate.warn("twice");
  a.certificate.details.set("trace_error", 1e-17 * x);
  if (i % 2 == 0) a.certificate.details.set("uniqueness", std::string("unique"));
  return a;
}

inline std::vector<Point> points(const Study& study, std::size_t first, std::size_t last) {
  std::vector<Point> points;
  for (std::size_t i = first; i < last; ++i) points.push_back({study.swept(i), answer(i)});
  return points;
}

inline std::vector<Point> points(const Study& study) { return points(study, 0, study.size()); }

/// A directory that is gone when the test is over. In memory where that is possible: files are synced many times.
class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    const std::filesystem::path memory = "/dev/shm";
    const bool usable = ::access(memory.c_str(), W_OK) == 0;
    std::string name = ((usable ? memory : std::filesystem::temp_directory_path()) / "qalor-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary directory");
    path_ = name;
  }
  ~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

/// what() of the exception of that type that a call throws; "no exception" when it throws none.
template <class E, class F>
std::string message_of(F&& call) {
  try {
    call();
  } catch (const E& error) {
    return error.what();
  }
  return "no exception";
}

}  // namespace qalor::example
