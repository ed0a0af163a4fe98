// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/answer.hpp"

#include <fmt/format.h>

#include <new>
#include <utility>

#include "qalor/base/text.hpp"

namespace qalor {
namespace {

constexpr const char* refused = "refused";  // the method of an answer that was not tried

Answer no_answer(std::string method, std::string reason) {
  Certificate certificate{.method = std::move(method)};
  certificate.degrade(Status::failed, std::move(reason));
  return {{}, std::move(certificate)};
}

/// "message (`g` = 3, `omega_A` = 1)": the values of the fields a complaint is about, unless it quotes them already.
std::string with_values(const Complaint& complaint, const Question& question) {
  std::string values;
  for (const std::string& name : complaint.fields) {
    const Settings& settings = question.parameters.has(name) ? question.parameters : question.keys;
    if (!settings.has(name)) continue;
    const std::string text = assignment_text(name, settings.entries().at(name).value);
    if (complaint.message.find(text) == std::string::npos) values += (values.empty() ? "" : ", ") + text;
  }
  return values.empty() ? complaint.message : fmt::format("{} ({})", complaint.message, values);
}

std::string joined_reason(const std::vector<Complaint>& complaints, const Question& question) {
  std::string reason;
  for (const Complaint& complaint : complaints)
    reason += (reason.empty() ? "" : "; ") + with_values(complaint, question);
  return reason;
}

Answer unconverged(const ConvergenceError& error) {
  Certificate certificate = error.certificate();
  if (certificate.status == Status::ok) certificate.degrade(Status::not_converged, error.what());
  return {{}, std::move(certificate)};
}

}  // namespace

std::string assignment_text(const std::string& name, const Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return fmt::format("`{}` = {}", name, text != nullptr ? quoted(*text) : value_text(value));
}

bool is_refused(const Certificate& certificate) { return certificate.method == refused; }

Answer ask(const Model& model, const Question& question) {
  try {
    const auto complaints = model.check ? model.check(question) : std::vector<Complaint>{};
    if (!complaints.empty()) return no_answer(refused, joined_reason(complaints, question));
    return model.answer(question);
  } catch (const std::bad_alloc&) {
    throw;  // the machine's fault, not the point's
  } catch (const ConvergenceError& error) {
    return unconverged(error);
  } catch (const std::exception& error) {
    return no_answer("none", error.what());
  } catch (...) {
    return no_answer("none", "unknown error");
  }
}

}  // namespace qalor
