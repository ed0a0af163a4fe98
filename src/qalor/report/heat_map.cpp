// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/heat_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "qalor/report/escape.hpp"
#include "qalor/report/frame.hpp"
#include "qalor/report/style.hpp"
#include "qalor/report/sweep_lines.hpp"

namespace qalor {
namespace {

constexpr std::size_t most_cells = 120;  // along one side
constexpr int shades = 16;               // on each side of zero
constexpr double bar_width = 12;
constexpr double bar_room = 84;  // of the bar and its numbers, at the right

/// Classes of cells: of codes `code-0` ..., of numbers `shade--16` ... `shade-16`.
class Painter {
 public:
  explicit Painter(const HeatMap& map) : map_(map) {
    for (const double v : map.values) {
      if (!std::isfinite(v)) continue;
      largest_ = std::max(largest_, std::abs(v));
      has_negative_ = has_negative_ || v < 0;
    }
  }
  double largest() const { return largest_; }
  /// The lowest shade that the bar shows.
  int lowest() const { return has_negative_ ? -shades : 0; }
  std::string fill(double value) const {
    if (!std::isfinite(value)) return "";
    if (!map_.codes.empty()) return fmt::format("class=\"code-{:.0f}\"", value - map_.first_code);
    const double part = largest_ > 0 ? value / largest_ : 0;
    return fmt::format("fill=\"{}\"", shade(static_cast<int>(std::lround(part * shades))));
  }
  /// From blue over white to orange, evenly.
  static std::string shade(int step) {
    const std::array<int, 3> end = step < 0 ? std::array{5, 90, 170} : std::array{190, 75, 0};
    const double part = std::abs(step) / static_cast<double>(shades);
    std::array<int, 3> colour{};
    for (std::size_t k = 0; k < 3; ++k) colour[k] = static_cast<int>(std::lround(255 + part * (end[k] - 255)));
    return fmt::format("#{:02x}{:02x}{:02x}", colour[0], colour[1], colour[2]);
  }

 private:
  const HeatMap& map_;
  double largest_ = 0;
  bool has_negative_ = false;
};

/// The borders of cells around their centres.
std::vector<double> borders(const std::vector<double>& centres) {
  if (centres.size() == 1) return {centres[0] - 0.5, centres[0] + 0.5};
  std::vector<double> out{centres[0] - 0.5 * (centres[1] - centres[0])};
  for (std::size_t k = 0; k + 1 < centres.size(); ++k) out.push_back(0.5 * (centres[k] + centres[k + 1]));
  out.push_back(centres.back() + 0.5 * (centres.back() - centres[centres.size() - 2]));
  return out;
}

std::vector<double> chosen(const std::vector<double>& values, const std::vector<std::size_t>& places) {
  std::vector<double> out;
  for (const std::size_t k : places) out.push_back(values[k]);
  return out;
}

/// Cells of one row that look alike are one rectangle.
std::string cells(const HeatMap& map, const Frame& frame, const Painter& painter) {
  const auto columns = even_selection(map.x.size(), most_cells);
  const auto rows = even_selection(map.y.size(), most_cells);
  const std::vector<double> x = borders(chosen(map.x, columns)), y = borders(chosen(map.y, rows));
  std::string text = "<g shape-rendering=\"crispEdges\">\n";
  for (std::size_t j = 0; j < rows.size(); ++j) {
    const auto look = [&](std::size_t i) { return painter.fill(map.values[rows[j] * map.x.size() + columns[i]]); };
    for (std::size_t i = 0; i < columns.size();) {
      const std::string fill = look(i);
      const std::size_t start = i;
      while (i < columns.size() && look(i) == fill) ++i;
      if (fill.empty()) continue;
      text += fmt::format("<rect {} x=\"{:.2f}\" y=\"{:.2f}\" width=\"{:.2f}\" height=\"{:.2f}\"/>\n", fill,
                          frame.across(x[start]), frame.down(y[j + 1]), frame.across(x[i]) - frame.across(x[start]),
                          frame.down(y[j]) - frame.down(y[j + 1]));
    }
  }
  return text + "</g>\n";
}

/// One entry of a legend: a mark, the words, how wide both are.
struct Entry {
  std::string mark;  ///< with its right end at x = 22
  Symbol words;
};

std::vector<Entry> entries(const HeatMap& map) {
  std::vector<Entry> out;
  for (std::size_t k = 0; k < map.codes.size(); ++k) {
    const double code = map.first_code + static_cast<double>(k);
    if (std::find(map.values.begin(), map.values.end(), code) == map.values.end()) continue;
    std::string words = map.codes[k];
    std::replace(words.begin(), words.end(), '_', ' ');
    out.push_back(
        {fmt::format(R"(<rect class="code-{} outline" x="8" y="-10" width="14" height="12"/>)", k), literal(words)});
  }
  for (std::size_t k = 0; k < map.lines.size(); ++k)
    out.push_back({fmt::format(R"(<line class="over-{}" x1="0" x2="22" y1="-4" y2="-4"/>)", k), map.lines[k].label});
  return out;
}

std::pair<std::string, double> legend(const HeatMap& map) {
  std::string text;
  double x = Frame::left, y = 14;
  for (const Entry& entry : entries(map)) {
    const double wide = 28 + Frame::letter_width * static_cast<double>(visible_length(entry.words)) + 14;
    if (x > Frame::left && x + wide > Frame::width) {
      x = Frame::left;
      y += Frame::line_height;
    }
    text += fmt::format("<g transform=\"translate({:.1f} {:.1f})\">{}<text x=\"28\">{}</text></g>\n", x, y, entry.mark,
                        svg_of(entry.words));
    x += wide;
  }
  return {text, text.empty() ? 0 : y + 2};
}

/// The colours of numbers, from the lowest to the highest that the bar shows.
std::string bar(const HeatMap& map, const Frame& frame, const Painter& painter) {
  if (!map.codes.empty()) return "";
  const double x = Frame::width - bar_room + 12;
  const double step = Frame::plot_height / (shades - painter.lowest() + 1);
  std::string text;
  for (int k = painter.lowest(); k <= shades; ++k)
    text += fmt::format("<rect fill=\"{}\" x=\"{:.1f}\" y=\"{:.2f}\" width=\"{:.1f}\" height=\"{:.2f}\"/>\n",
                        Painter::shade(k), x, frame.top + (shades - k) * step, bar_width, step + 0.2);
  const auto label = [&](double place, const std::string& words) {
    return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", x + bar_width + 4, place, words);
  };
  const double bottom = frame.top + Frame::plot_height;
  text += label(frame.top + 9, readable(painter.largest(), 2));
  text += painter.lowest() == 0 ? label(bottom, "0") : label(frame.top + Frame::plot_height / 2 + 4, "0");
  if (painter.lowest() < 0) text += label(bottom, readable(-painter.largest(), 2));
  return text + fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>\n", Frame::width - 4,
                            frame.top - 12, svg_of(map.value_label));
}

std::string over(const HeatMap& map, const Frame& frame) {
  std::string text;
  for (std::size_t k = 0; k < map.lines.size(); ++k) {
    std::string path;
    bool pen_down = false;
    for (std::size_t i = 0; i < map.lines[k].x.size(); ++i) {
      const double x = map.lines[k].x[i], y = map.lines[k].y[i];
      const bool inside = std::isfinite(x) && std::isfinite(y) && frame.x.place(x) >= 0 && frame.x.place(x) <= 1 &&
                          frame.y.place(y) >= 0 && frame.y.place(y) <= 1;
      if (inside) path += fmt::format("{}{:.1f} {:.1f}", pen_down ? "L" : "M", frame.across(x), frame.down(y));
      pen_down = inside;
    }
    text += fmt::format("<path class=\"over-{}\" d=\"{}\"/>\n", k, path);
  }
  return text;
}

}  // namespace

std::string svg(const HeatMap& map, const std::string& id) {
  const auto [legend_text, legend_height] = legend(map);
  const std::vector<double> x = borders(map.x), y = borders(map.y);
  const double room = map.codes.empty() ? bar_room : 14;
  const Frame frame{{x.front(), x.back()}, {y.front(), y.back()}, legend_height + 30, room};
  const Painter painter(map);
  std::string text = svg_opening(frame, id, map.title, map.description);
  text += legend_text + cells(map, frame, painter) + over(map, frame) + bar(map, frame, painter);
  text += vertical_axis(frame, map.y_label, false) + horizontal_axis(frame, map.x_label) + svg_axes(frame);
  return text + "</svg>\n";
}

std::string standalone(const std::string& svg_element) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg_element;
  const std::string head = "<svg ";
  const auto place = out.find(head);
  out.insert(place + head.size(),
             "xmlns=\"http://www.w3.org/2000/svg\" font-size=\"12\" "
             "font-family=\"DejaVu Sans, Helvetica, Arial, sans-serif\" ");
  out.insert(out.find('>', place) + 1, "\n<style>" + std::string(figure_style()) + "</style>");
  return out;
}

}  // namespace qalor
