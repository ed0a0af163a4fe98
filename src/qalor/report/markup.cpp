// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/markup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>

#include "qalor/report/escape.hpp"
#include "qalor/report/notation.hpp"

namespace qalor {
namespace {

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

/// Length of the identifier at the start of the text: up to a blank, without closing punctuation.
std::size_t identifier_length(std::string_view text) {
  std::size_t length = std::min(text.find_first_of(" \t\n,;()<>\""), text.size());
  while (length > 0 && (text[length - 1] == '.' || text[length - 1] == ':')) --length;
  return length;
}

std::string link(const std::string& target, const std::string& text) {
  return fmt::format(R"(<a href="{}">{}</a>)", html_escaped(target), html_escaped(text));
}

}  // namespace

std::string table_html(const std::string& label, const std::vector<TableHead>& heads, const std::string& body) {
  std::string head;
  for (const TableHead& one : heads)
    head += fmt::format("<th scope=\"col\"{}>{}</th>", one.is_number ? " class=\"number\"" : "", one.text);
  return fmt::format(
      "<div class=\"scroll\" role=\"region\" aria-label=\"{}\" tabindex=\"0\">\n<table{}>\n"
      "<thead><tr>{}</tr></thead>\n{}</table>\n</div>\n",
      html_escaped(label), heads.size() > 3 ? " class=\"wide\"" : "", head, body);
}

std::string row_head(const RowHead& head) {
  std::string html = "<th scope=\"row\"><span class=\"name\">" + html_escaped(head.name) + "</span>";
  const std::string symbol = html_of(symbol_of(head.symbol));
  const bool has_dimension = !head.dimension.empty() && head.dimension != "1";
  const std::string dimension = has_dimension ? "[" + html_of(symbol_of(head.dimension)) + "]" : "";
  if (!symbol.empty()) html += " <span class=\"symbol\">" + symbol + "</span>";
  if (has_dimension) html += " <span class=\"symbol\">" + dimension + "</span>";
  if (!head.meaning.empty()) html += "<span class=\"meaning\">" + html_escaped(head.meaning) + "</span>";
  return html + "</th>";
}

std::string number_cell(const std::string& html) { return "<td class=\"number\">" + html + "</td>"; }

std::string words_cell(const std::string& html) { return "<td class=\"words\">" + html + "</td>"; }

std::string status_class(Status status) {
  return status == Status::ok ? "ok" : status == Status::not_converged ? "attention" : "bad";
}

std::string status_words(Status status) {
  std::string words = status_text(status);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string status_badge(Status status) {
  return fmt::format("<span class=\"badge {}\">{}</span>", status_class(status), status_words(status));
}

std::string linked(const std::string& text) {
  const std::string_view all(text);
  std::string html;
  std::size_t plain = 0;  // start of what is not written yet
  for (std::size_t at = 0; at < all.size();) {
    const std::string_view rest = all.substr(at);
    const bool arxiv = rest.starts_with("arXiv:") && rest.size() > 6 && is_digit(rest[6]);
    const bool doi = rest.starts_with("doi:10.") || rest.starts_with("DOI:10.");
    const std::size_t length = arxiv || doi ? identifier_length(rest) : 0;
    if (length == 0) {
      ++at;
      continue;
    }
    const std::string name(rest.substr(0, length));
    html += html_escaped(all.substr(plain, at - plain));
    html += link(arxiv ? "https://arxiv.org/abs/" + name.substr(6) : "https://doi.org/" + name.substr(4), name);
    plain = at += length;
  }
  return html + html_escaped(all.substr(plain));
}

}  // namespace qalor
