// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/figures.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "qalor/report/maps.hpp"
#include "qalor/report/plots.hpp"

namespace qalor {
namespace {

/// The first words of a title as the name of a file: what is drawn, against what.
std::string file_name(std::string title) {
  std::string name;
  for (const char c : title) {
    const bool keeps = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    if (keeps)
      name += c;
    else if (!name.empty() && name.back() != '-')
      name += '-';
  }
  name.resize(std::min<std::size_t>(name.size(), 80));
  while (!name.empty() && name.back() == '-') name.pop_back();
  return name;
}

}  // namespace

std::vector<Figure> figures(const ResultReader& result, const Study& study) {
  std::vector<Figure> out;
  const auto add = [&](const auto& drawing) {
    const std::string id = fmt::format("figure-{}", out.size());
    out.push_back({fmt::format("{:02}-{}", out.size() + 1, file_name(drawing.title)), drawing.title, svg(drawing, id)});
  };
  for (const HeatMap& map : heat_maps(result, study)) add(map);
  for (const Plot& plot : plots(result, study)) add(plot);
  return out;
}

}  // namespace qalor
