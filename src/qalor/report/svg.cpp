// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "qalor/report/escape.hpp"
#include "qalor/report/notation.hpp"
#include "qalor/report/ticks.hpp"

namespace qalor {
namespace {

// In units of the drawing, of which a screen shows about one per pixel.
constexpr double width = 480;
constexpr double left = 58;
constexpr double right = 14;
constexpr double plot_height = 216;
constexpr double below = 42;
constexpr double line_height = 18;
constexpr double letter_width = 7.4;
constexpr std::size_t colours = 6;
constexpr std::size_t most_markers = 40;

/// Where things are: from values to the drawing.
struct Frame {
  Scale x;
  Scale y;
  double top;

  double across(double value) const { return left + x.place(value) * (width - left - right); }
  double down(double value) const { return top + (1 - y.place(value)) * plot_height; }
};

Scale plot_scale(const Plot& plot, std::vector<double> Curve::*values, bool logarithmic, double room) {
  std::vector<double> all;
  for (const Curve& curve : plot.curves) all.insert(all.end(), (curve.*values).begin(), (curve.*values).end());
  return logarithmic ? logarithmic_scale_of(all) : linear_scale_of(all, room);
}

/// The legend above the plot, in as many rows as it takes, and the height of it.
std::pair<std::string, double> legend(const Plot& plot) {
  if (plot.curves.size() < 2) return {"", 0};
  std::string text;
  double x = left;
  double y = 14;
  for (std::size_t i = 0; i < plot.curves.size(); ++i) {
    const double wide = 30 + letter_width * static_cast<double>(visible_length(plot.curves[i].label)) + 14;
    if (x > left && x + wide > width) {
      x = left;
      y += line_height;
    }
    text += fmt::format(
        "<line class=\"curve-{}\" x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>"
        "<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n",
        i % colours, x, x + 24, y - 4, y - 4, x + 30, y, svg_of(plot.curves[i].label));
    x += wide;
  }
  return {text, y + 2};
}

std::string horizontal_axis(const Frame& frame, const Symbol& label) {
  const Ticks marks = ticks(frame.x);
  const double bottom = frame.top + plot_height;
  std::string text;
  for (const Tick& tick : marks.ticks) {
    const double x = frame.across(tick.value);
    text += fmt::format(R"(<line class="axis" x1="{0:.1f}" x2="{0:.1f}" y1="{1:.1f}" y2="{2:.1f}"/>)", x, bottom,
                        bottom + (tick.label.empty() ? 3 : 5));
    if (!tick.label.empty())
      text +=
          fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>\n", x, bottom + 18, tick.label);
  }
  const std::string unit = marks.exponent == 0 ? "" : " / " + power_of_ten(marks.exponent);
  return text + fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}{}</text>\n",
                            (left + width - right) / 2, bottom + 36, svg_of(label), unit);
}

std::string vertical_axis(const Frame& frame, const Symbol& label) {
  const Ticks marks = ticks(frame.y);
  std::string text;
  for (const Tick& tick : marks.ticks) {
    if (tick.label.empty()) continue;
    const double y = frame.down(tick.value);
    text += fmt::format(
        "<line class=\"{}\" x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>"
        "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>\n",
        tick.value == 0 ? "zero" : "grid", left, width - right, y, y, left - 6, y + 4, tick.label);
  }
  const std::string unit = marks.exponent == 0 ? "" : " / " + power_of_ten(marks.exponent);
  return text + fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\">{}{}</text>\n", 4.0, frame.top - 12, svg_of(label), unit);
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

}  // namespace

std::string svg(const Plot& plot, const std::string& id) {
  const auto [legend_text, legend_height] = legend(plot);
  const Frame frame{plot_scale(plot, &Curve::x, plot.logarithmic_x, 0),
                    plot_scale(plot, &Curve::y, plot.logarithmic_y, 0.05), legend_height + 30};
  const double height = frame.top + plot_height + below;
  std::string text = fmt::format(
      "<svg viewBox=\"0 0 {0:.0f} {1:.0f}\" role=\"img\" aria-labelledby=\"{2}-title {2}-desc\">\n"
      "<title id=\"{2}-title\">{3}</title>\n<desc id=\"{2}-desc\">{4}</desc>\n",
      width, height, id, html_escaped(plot.title), html_escaped(plot.description));
  text += legend_text + vertical_axis(frame, plot.y_label) + horizontal_axis(frame, plot.x_label);
  text += fmt::format("<path class=\"axis\" d=\"M{0} {1:.1f}V{2:.1f}H{3:.1f}\"/>\n", left, frame.top,
                      frame.top + plot_height, width - right);
  for (std::size_t i = 0; i < plot.curves.size(); ++i) text += drawn(plot.curves[i], i, frame);
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
