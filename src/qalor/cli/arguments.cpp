// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/cli/arguments.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <functional>
#include <map>
#include <string_view>

#include "qalor/base/text.hpp"
#include "qalor/base/version.hpp"

namespace qalor {
namespace {

constexpr const char* examples = R"(Examples:
  qalor run study.toml                           a table of the answer
  qalor run study.toml --json > answer.json      all of it, as one JSON object
  qalor run study.toml -o results/study          to files; after an interruption the same command goes on
  qalor run study.toml --set omega_A=3 --dry-run how many points, how large, how long
  qalor models coupled_pair                      parameters, tasks and quantities of a model

Exit codes: 0 ok, 1 environment (files, memory), 2 wrong input, 3 a point has no answer, 4 a law is violated where it
is a theorem, 5 interrupted. If several apply, the first of 1, 2, 5, 3, 4 counts.)";

constexpr const char* run_examples = R"(Examples:
  qalor run study.toml --set epsilon=0.1 --set coupling=coherent
  qalor run study.toml -o results/study --jobs 8 --time-limit 3600
  generate-study | qalor run - --json | jq .points[0].quantities

SIGINT, SIGTERM, SIGUSR1 and the time limit end a run after the point at hand, with exit code 5. With -o the same
command goes on from there, also after a crash. A second SIGINT ends it at once.)";

/// The argument as a value of the field; a text where it is no number, which check_value then refuses.
Value value_of(const Field& field, const std::string& text) {
  const auto number = [&text](auto x) -> Value {
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, x);
    if (read.ec != std::errc{} || read.ptr != end) return text;
    return x;
  };
  if (field.type == FieldType::integer) return number(std::int64_t{0});
  if (field.type == FieldType::real) return number(0.0);
  return text;
}

std::string type_of(const Field& field) {
  if (field.type == FieldType::integer) return "N";
  if (field.type == FieldType::real) return "X";
  return fmt::format("{}", fmt::join(field.choices, "|"));
}

Override override_of(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == 0 || equals == std::string::npos)
    throw InputError(fmt::format("`--set` needs name=value, as in --set omega_A=3; found {}", quoted(text)));
  return {text.substr(0, equals), text.substr(equals + 1)};
}

/// The arguments as a shell would take them.
std::string command_text(int argc, const char* const* argv) {
  std::string text = "qalor";
  for (int i = 1; i < argc; ++i) {
    std::string argument = argv[i];
    if (argument.empty() || argument.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                                       "_./=+:,-") != std::string::npos) {
      for (std::size_t at = 0; (at = argument.find('\'', at)) != std::string::npos; at += 4)
        argument.replace(at, 1, "'\\''");
      argument.insert(0, 1, '\'');
      argument += '\'';
    }
    text += " ";
    text += argument;
  }
  return text;
}

std::string version_text() {
  const BuildInformation& build = build_information();
  return fmt::format("qalor {}\ncommit {}, {}, {}", build.version, build.commit, build.compiler, build.build_type);
}

std::vector<std::string> model_names() {
  std::vector<std::string> names;
  for (const Model& model : catalog()) names.push_back(model.name);
  return names;
}

std::string did_you_mean(const std::string& word, const std::vector<std::string>& valid) {
  const std::string nearest = nearest_name(word, valid);
  return nearest.empty() ? "" : fmt::format("; did you mean `{}`?", nearest);
}

/// The program's commands and options, and where their values go.
class CommandLine {
 public:
  CommandLine();
  Request parse(int argc, const char* const* argv);

 private:
  CLI::App& command(const std::string& name, const std::string& meaning, const std::string& footer = "");
  void add_run();
  static void add_overrides(CLI::App& command, std::vector<Override>& overrides);
  void add_check_and_models();
  void add_compare();
  void add_others();
  void add_value(CLI::App& command, const std::string& names, const Field& field,
                 std::function<void(const Value&)> take);
  Request request();
  [[noreturn]] void diagnose(const CLI::ParseError& error);
  std::vector<CommandOutline> outline() const;
  OptionOutline outline(const CLI::Option& option) const;

  CLI::App app_{"qalor: quantum thermodynamics, from a study file to energies, heat, work and both laws", "qalor"};
  std::map<const CLI::Option*, std::vector<std::string>> choices_;
  RunOptions run_;
  CheckOptions check_;
  CompareOptions compare_;
  ModelsOptions models_;
  ReportOptions report_;
  CompletionOptions completion_;
};

CommandLine::CommandLine() {
  app_.require_subcommand(1);
  app_.set_version_flag("-V,--version", version_text(), "print the version and exit");
  app_.set_help_flag("-h,--help", "print this help and exit");
  app_.footer(examples);
  app_.get_formatter()->column_width(34);
  app_.get_formatter()->label("SUBCOMMAND", "COMMAND ...");
  app_.get_formatter()->label("REQUIRED", "");
  add_run();
  add_check_and_models();
  add_compare();
  add_others();
}

CLI::App& CommandLine::command(const std::string& name, const std::string& meaning, const std::string& footer) {
  CLI::App& added = *app_.add_subcommand(name, meaning)->group("Commands");
  added.footer(footer);
  return added;
}

void CommandLine::add_value(CLI::App& command, const std::string& names, const Field& field,
                            std::function<void(const Value&)> take) {
  const auto read = [field, take = std::move(take)](const std::string& text) {
    const Value value = value_of(field, text);
    if (auto complaint = check_value(field, value)) throw InputError({std::move(*complaint)});
    take(value);
  };
  CLI::Option* option = command.add_option_function<std::string>(names, read, field.meaning)->type_name(type_of(field));
  choices_[option] = field.choices;
}

void CommandLine::add_overrides(CLI::App& command, std::vector<Override>& overrides) {
  const auto set = [&overrides](const std::vector<std::string>& texts) {
    for (const std::string& text : texts) overrides.push_back(override_of(text));
  };
  command.add_option_function<std::vector<std::string>>("--set", set, "change a parameter; may be repeated")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
}

void CommandLine::add_run() {
  CLI::App& run = command("run", "answer a study", run_examples);
  run.add_option("FILE", run_.file, "a study file; - reads standard input")->required()->type_name("");
  run.add_flag("--json", run_.json, "print the whole answer as one JSON object");
  run.add_option("-o,--output", run_.directory, "write the answer to files in DIR, and go on with what is there")
      ->type_name("DIR");
  add_overrides(run, run_.overrides);
  add_value(run, "-j,--jobs",
            {.name = "--jobs",
             .type = FieldType::integer,
             .range = {.lowest = 0, .highest = 1024},
             .meaning = "threads; 0, the default: all cores"},
            [this](const Value& value) { run_.jobs = static_cast<int>(std::get<std::int64_t>(value)); });
  run.add_flag("--force", run_.force, "throw away what another study left in DIR");
  run.add_flag("--dry-run", run_.dry_run, "say how many points, how large and how long, and write nothing");
  const std::vector<std::string> modes{"auto", "plain", "json", "off"};
  add_value(run, "--progress",
            {.name = "--progress",
             .type = FieldType::choice,
             .choices = modes,
             .meaning = "how to show progress on standard error"},
            [this, modes](const Value& value) {
              const auto mode = std::find(modes.begin(), modes.end(), std::get<std::string>(value)) - modes.begin();
              run_.progress = static_cast<ProgressMode>(mode);
            });
  add_value(
      run, "--time-limit",
      {.name = "--time-limit", .range = Range::positive(), .meaning = "seconds after which the run is interrupted"},
      [this](const Value& value) { run_.time_limit = std::get<double>(value); });
}

void CommandLine::add_check_and_models() {
  CLI::App& check = command("check", "read studies and say what is wrong with them");
  check.add_option("FILE", check_.files, "study files; - reads standard input")->required()->type_name("");
  CLI::App& models = command("models", "list the models of the catalog, or describe one");
  CLI::Option* name = models.add_option("NAME", models_.name, "the model to describe")->type_name("");
  choices_[name] = model_names();
  models.add_flag("--json", models_.json, "machine-readable");
  models.add_flag("--claims", models_.claims, "compute what the sources state, and compare");
}

void CommandLine::add_compare() {
  CLI::App& compare = command("compare", "the machine of a study under every generator that applies, side by side");
  compare.add_option("FILE", compare_.file, "a study file; - reads standard input")->required()->type_name("");
  compare.add_flag("--json", compare_.json, "print the answers as one JSON object");
  add_overrides(compare, compare_.overrides);
}

void CommandLine::add_others() {
  CLI::App& report = command("report", "write DIR/report.html from a finished result");
  report.add_option("DIR", report_.directory, "a directory that `qalor run -o DIR` wrote")->required()->type_name("");
  command("doctor", "examine this installation and this machine");
  CLI::App& completion = command("completion", "print a completion script for a shell",
                                 "Example: qalor completion bash > ~/.local/share/bash-completion/completions/qalor");
  const auto take = [this](const Value& value) { completion_.shell = std::get<std::string>(value); };
  const std::vector<std::string> shells{"bash", "zsh", "fish"};
  add_value(completion, "SHELL",
            {.name = "SHELL", .type = FieldType::choice, .choices = shells, .meaning = "the shell"}, take);
  completion.get_option("SHELL")->required();
}

Request CommandLine::parse(int argc, const char* const* argv) {
  try {
    app_.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return Announcement{app_.help()};
  } catch (const CLI::CallForVersion&) {
    return Announcement{version_text() + "\n"};
  } catch (const CLI::ParseError& error) {
    diagnose(error);
  }
  run_.command_line = command_text(argc, argv);
  return request();
}

Request CommandLine::request() {
  const std::string name = app_.get_subcommands().front()->get_name();
  if (name == "run") return run_;
  if (name == "check") return check_;
  if (name == "compare") return compare_;
  if (name == "models") return models_;
  if (name == "report") return report_;
  if (name == "doctor") return DoctorOptions{};
  completion_.commands = outline();
  return completion_;
}

/// Says what is wrong in words that name the nearest valid ones.
void CommandLine::diagnose(const CLI::ParseError& error) {
  const auto chosen = app_.get_subcommands();
  const CLI::App& place = chosen.empty() ? app_ : *chosen.front();
  const std::string name = chosen.empty() ? "qalor" : "qalor " + place.get_name();
  const std::string hint = fmt::format("; see `{} --help`", name);
  for (const std::string& word : place.remaining()) {
    std::vector<std::string> valid;
    if (word.front() == '-') {
      for (const CLI::Option* option : place.get_options())
        for (const std::string& long_name : option->get_lnames()) valid.push_back("--" + long_name);
      const std::string written = word.substr(0, word.find('='));
      throw InputError(fmt::format("`{}` has no option `{}`{}{}", name, written, did_you_mean(written, valid), hint));
    }
    for (const CLI::App* command : app_.get_subcommands({})) valid.push_back(command->get_name());
    if (chosen.empty())
      throw InputError(fmt::format("unknown command `{}`{}{}", word, did_you_mean(word, valid), hint));
    throw InputError(fmt::format("`{}` has no use for the argument `{}`{}", name, word, hint));
  }
  if (chosen.empty()) throw InputError("no command given" + hint);
  throw InputError(fmt::format("`{}`: {}{}", name, error.what(), hint));
}

OptionOutline CommandLine::outline(const CLI::Option& option) const {
  OptionOutline outline;
  outline.meaning = option.get_description();
  for (const std::string& name : option.get_lnames()) outline.names.push_back("--" + name);
  for (const std::string& name : option.get_snames()) outline.names.push_back("-" + name);
  outline.takes_value = option.get_items_expected_max() > 0;
  const std::string kind = option.get_positional() ? option.get_name() : option.get_type_name();
  outline.takes_file = kind == "FILE" || kind == "DIR";
  const auto choices = choices_.find(&option);
  if (choices != choices_.end()) outline.choices = choices->second;
  return outline;
}

std::vector<CommandOutline> CommandLine::outline() const {
  std::vector<const CLI::App*> commands{&app_};
  for (const CLI::App* command : app_.get_subcommands([](const CLI::App*) { return true; }))
    commands.push_back(command);
  std::vector<CommandOutline> outlines;
  for (const CLI::App* command : commands) {
    CommandOutline& added = outlines.emplace_back();
    if (command != &app_) added.name = command->get_name();
    added.meaning = command->get_description();
    for (const CLI::Option* option : command->get_options()) added.options.push_back(outline(*option));
  }
  return outlines;
}

}  // namespace

Request read_arguments(int argc, const char* const* argv) { return CommandLine().parse(argc, argv); }

}  // namespace qalor
