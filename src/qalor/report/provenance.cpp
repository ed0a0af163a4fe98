// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/provenance.hpp"

#include <fmt/format.h>

#include "qalor/base/version.hpp"
#include "qalor/report/escape.hpp"
#include "qalor/report/json.hpp"

namespace qalor {

Digest study_identity(const Study& study) {
  return sha256(fmt::format("qalor result format {}\n{}", result_format, study_json(study)));
}

std::vector<NetcdfAttribute> provenance_attributes(const Study& study, const Provenance& provenance) {
  const BuildInformation& build = build_information();
  const auto integer = [](int x) { return std::vector<std::int64_t>{x}; };
  std::vector<NetcdfAttribute> attributes = {
      {"Conventions", "qalor-" + std::to_string(result_format)},
      {"title", study.title},
      {"model", study.model->name},
      {"task", study.task},
      {"comment", "hbar = k_B = 1. What enters the system is positive. Entropy in nats."},
      {"qalor_format", integer(result_format)},
      {"qalor_version", build.version},
      {"qalor_commit", build.commit},
      {"compiler", build.compiler},
      {"compiler_flags", build.flags},
      {"build_type", build.build_type},
      {"study", study_json(study)},
      {"study_sha256", hexadecimal(study_identity(study))},
      {"study_file", study.file},
      {"study_text", study.text},
      {"command", provenance.command},
      {"threads", integer(provenance.threads)},
      {"date", provenance.date},
      {"history", provenance.date + ": " + provenance.command},
  };
  for (NetcdfAttribute& attribute : attributes)
    if (auto* text = std::get_if<std::string>(&attribute.value)) *text = valid_utf8(*text);
  return attributes;
}

}  // namespace qalor
