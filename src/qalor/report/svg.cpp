// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "qalor/report/escape.hpp"
#include "qalor/report/frame.hpp"
#include "qalor/report/notation.hpp"
#include "qalor/report/ticks.hpp"

namespace qalor {
namespace {

constexpr std::size_t colours = 6;
constexpr std::size_t most_markers = 40;

Scale plot_scale(const Plot& plot, std::vector<double> Curve::*values, bool logarithmic, double room) {
  std::vector<double> all;
  for (const Curve& curve : plot.curves) all.insert(all.end(), (curve.*values).begin(), (curve.*values).end());
  return logarithmic ? logarithmic_scale_of(all) : linear_scale_of(all, room);
}

/// The legend above the plot, in as many rows as it takes, and the height of it.
std::pair<std::string, double> legend(const Plot& plot) {
  if (plot.curves.size() < 2) return {"", 0};
  std::string text;
  double x = Frame::left;
  double y = 14;
  for (std::size_t i = 0; i < plot.curves.size(); ++i) {
    const double wide = 30 + Frame::letter_width * static_cast<double>(visible_length(plot.curves[i].label)) + 14;
    if (x > Frame::left && x + wide > Frame::width) {
      x = Frame::left;
      y += Frame::line_height;
    }
    text += fmt::format(
        "<line class=\"curve-{}\" x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>"
        "<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n",
        i % colours, x, x + 24, y - 4, y - 4, x + 30, y, svg_of(plot.curves[i].label));
    x += wide;
  }
  return {text, y + 2};
}

/// The line, in pieces between gaps, and dots where there are few points.
std::string drawn(const Curve& curve, std::size_t number, const Frame& frame) {
  const std::size_t points = std::min(curve.x.size(), curve.y.size());
  std::string path;
  std::string dots;
  bool pen_down = false;
  for (std::size_t i = 0; i < points; ++i) {
    const bool drawable = can_be_drawn(curve.y[i]) && can_be_drawn(curve.x[i]);
    if (drawable) {
      const double x = frame.across(curve.x[i]);
      const double y = frame.down(curve.y[i]);
      path += fmt::format("{}{:.1f} {:.1f}", pen_down ? "L" : "M", x, y);
      if (points <= most_markers)
        dots += fmt::format(R"(<circle class="dot-{}" cx="{:.1f}" cy="{:.1f}" r="2.2"/>)", number % colours, x, y);
    }
    pen_down = drawable;
  }
  return fmt::format("<path class=\"curve-{}\" d=\"{}\"/>{}\n", number % colours, path, dots);
}

/// A vertical line and its words, on the side where there is more room, each in a row of its own.
std::string drawn(const Mark& mark, std::size_t number, const Frame& frame) {
  if (!can_be_drawn(mark.x)) return "";
  const double x = frame.across(mark.x);
  if (!(x >= Frame::left && x <= Frame::width - frame.right)) return "";
  const bool is_right = x > 0.5 * (Frame::left + Frame::width);
  return fmt::format(
      "<line class=\"event\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.1f}\" y2=\"{2:.1f}\"/>"
      "<text x=\"{3:.1f}\" y=\"{4:.1f}\" text-anchor=\"{5}\">{6}</text>\n",
      x, frame.top, frame.top + Frame::plot_height, is_right ? x - 5 : x + 5,
      frame.top + 12 + Frame::line_height * static_cast<double>(number % 8), is_right ? "end" : "start",
      html_escaped(mark.words));
}

}  // namespace

std::string svg(const Plot& plot, const std::string& id) {
  const auto [legend_text, legend_height] = legend(plot);
  const Frame frame{plot_scale(plot, &Curve::x, plot.logarithmic_x, 0),
                    plot_scale(plot, &Curve::y, plot.logarithmic_y, 0.05), legend_height + 30};
  std::string text = svg_opening(frame, id, plot.title, plot.description);
  text += legend_text + vertical_axis(frame, plot.y_label) + horizontal_axis(frame, plot.x_label);
  text += svg_axes(frame);
  for (std::size_t i = 0; i < plot.curves.size(); ++i) text += drawn(plot.curves[i], i, frame);
  for (std::size_t i = 0; i < plot.marks.size(); ++i) text += drawn(plot.marks[i], i, frame);
  return text + "</svg>\n";
}

std::string course(const Curve& curve) {
  std::vector<std::size_t> defined;
  for (std::size_t i = 0; i < curve.y.size(); ++i)
    if (std::isfinite(curve.y[i])) defined.push_back(i);
  if (defined.empty()) return "nowhere defined";
  const auto by_value = [&](std::size_t a, std::size_t b) { return curve.y[a] < curve.y[b]; };
  const auto [lowest, highest] = std::minmax_element(defined.begin(), defined.end(), by_value);
  const auto at = [&](std::size_t i) {
    return fmt::format("{} at {}", readable(curve.y[i], 4), readable(curve.x[i], 4));
  };
  return fmt::format("from {} to {}; lowest {}, highest {}", at(defined.front()), at(defined.back()), at(*lowest),
                     at(*highest));
}

}  // namespace qalor
