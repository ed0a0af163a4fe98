// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/frame.hpp"

#include <fmt/format.h>

#include "qalor/report/escape.hpp"

namespace qalor {

std::string svg_opening(const Frame& frame, const std::string& id, const std::string& title,
                        const std::string& description) {
  return fmt::format(
      "<svg viewBox=\"0 0 {0:.0f} {1:.0f}\" role=\"img\" aria-labelledby=\"{2}-title {2}-desc\">\n"
      "<title id=\"{2}-title\">{3}</title>\n<desc id=\"{2}-desc\">{4}</desc>\n",
      Frame::width, frame.top + Frame::plot_height + Frame::below, id, html_escaped(title), html_escaped(description));
}

std::string svg_axes(const Frame& frame) {
  return fmt::format("<path class=\"axis\" d=\"M{0} {1:.1f}V{2:.1f}H{3:.1f}\"/>\n", Frame::left, frame.top,
                     frame.top + Frame::plot_height, Frame::width - frame.right);
}

std::string horizontal_axis(const Frame& frame, const Symbol& label) {
  const Ticks marks = ticks(frame.x);
  const double bottom = frame.top + Frame::plot_height;
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
                            (Frame::left + Frame::width - frame.right) / 2, bottom + 36, svg_of(label), unit);
}

std::string vertical_axis(const Frame& frame, const Symbol& label, bool grid) {
  const Ticks marks = ticks(frame.y);
  std::string text;
  for (const Tick& tick : marks.ticks) {
    if (tick.label.empty()) continue;
    const double y = frame.down(tick.value);
    text += fmt::format(
        "<line class=\"{}\" x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>"
        "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>\n",
        !grid             ? "axis"
        : tick.value == 0 ? "zero"
                          : "grid",
        grid ? Frame::left : Frame::left - 4, grid ? Frame::width - frame.right : Frame::left, y, y, Frame::left - 6,
        y + 4, tick.label);
  }
  const std::string unit = marks.exponent == 0 ? "" : " / " + power_of_ten(marks.exponent);
  return text + fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\">{}{}</text>\n", 4.0, frame.top - 12, svg_of(label), unit);
}

}  // namespace qalor
