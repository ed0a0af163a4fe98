// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>

#include "qalor/cli/command.hpp"

namespace qalor {
namespace {

std::string joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, " ")); }

/// In single quotes, for any of the three shells.
std::string shell_quoted(std::string text) {
  for (std::size_t at = 0; (at = text.find('\'', at)) != std::string::npos; at += 4) text.replace(at, 1, "'\\''");
  return "'" + text + "'";
}

std::vector<std::string> option_names(const CommandOutline& command) {
  std::vector<std::string> names;
  for (const OptionOutline& option : command.options)
    names.insert(names.end(), option.names.begin(), option.names.end());
  return names;
}

/// All words that may stand where a positional argument is expected.
std::vector<std::string> positional_words(const CommandOutline& command) {
  std::vector<std::string> words;
  for (const OptionOutline& option : command.options)
    if (option.names.empty()) words.insert(words.end(), option.choices.begin(), option.choices.end());
  return words;
}

bool takes_files(const CommandOutline& command) {
  return std::any_of(command.options.begin(), command.options.end(),
                     [](const OptionOutline& option) { return option.names.empty() && option.takes_file; });
}

std::vector<CommandOutline> named(const std::vector<CommandOutline>& commands) {
  std::vector<CommandOutline> found;
  std::copy_if(commands.begin(), commands.end(), std::back_inserter(found),
               [](const CommandOutline& command) { return !command.name.empty(); });
  return found;
}

std::string bash_values(const std::vector<CommandOutline>& commands) {
  std::string text;
  for (const CommandOutline& command : commands)
    for (const OptionOutline& option : command.options) {
      if (!option.takes_value || option.names.empty()) continue;
      std::string pattern;
      for (const std::string& name : option.names) pattern += (pattern.empty() ? "" : "|") + command.name + " " + name;
      std::replace(pattern.begin(), pattern.end(), ' ', ':');
      const std::string reply = option.takes_file ? "compgen -f -- \"$word\""
                                : option.choices.empty()
                                    ? ":"
                                    : fmt::format("compgen -W '{}' -- \"$word\"", joined(option.choices));
      text += fmt::format("    {}) mapfile -t COMPREPLY < <({}); return ;;\n", pattern, reply);
    }
  return text;
}

std::string bash_arguments(const std::vector<CommandOutline>& commands) {
  std::string text;
  for (const CommandOutline& command : commands) {
    const std::string words = joined(positional_words(command));
    text += fmt::format("    {}) options='{}' words='{}' files={} ;;\n", command.name, joined(option_names(command)),
                        words, takes_files(command) ? "yes" : "");
  }
  return text;
}

std::string bash_script(const std::vector<CommandOutline>& all) {
  const auto commands = named(all);
  std::vector<std::string> names;
  names.reserve(commands.size());
  for (const CommandOutline& command : commands) names.push_back(command.name);
  const auto top = std::find_if(all.begin(), all.end(), [](const CommandOutline& c) { return c.name.empty(); });
  return fmt::format(R"(# bash completion for qalor
_qalor() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}} command=${{COMP_WORDS[1]}}
  local options='{}' words='{}' files=
  if ((COMP_CWORD > 1)); then
    case $command:$before in
{}    esac
    case $command in
{}    esac
  fi
  case $word in
    -*) mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word") ;;
    *)
      mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
      if [[ -n $files ]]; then mapfile -t -O "${{#COMPREPLY[@]}}" COMPREPLY < <(compgen -f -- "$word"); fi
      ;;
  esac
}}
complete -o filenames -F _qalor qalor
)",
                     top == all.end() ? "" : joined(option_names(*top)), joined(names), bash_values(commands),
                     bash_arguments(commands));
}

/// What zsh's _arguments understands in a description.
std::string zsh_meaning(std::string text) {
  for (const char special : {'[', ']', ':'})
    std::replace(text.begin(), text.end(), special, special == ':' ? ',' : ' ');
  return text;
}

std::string zsh_action(const OptionOutline& option) {
  if (option.takes_file) return ":file:_files";
  if (!option.choices.empty()) return fmt::format(":value:({})", joined(option.choices));
  return option.takes_value || option.names.empty() ? ":value: " : "";
}

std::string zsh_script(const std::vector<CommandOutline>& all) {
  std::string list;
  std::string cases;
  for (const CommandOutline& command : named(all)) {
    list += fmt::format("    {}\n", shell_quoted(command.name + ":" + command.meaning));
    cases += fmt::format("    {}) _arguments", command.name);
    for (const OptionOutline& option : command.options) {
      const std::string action = zsh_action(option);
      for (const std::string& name : option.names)
        cases += " \\\n      " + shell_quoted(fmt::format("*{}[{}]{}", name, zsh_meaning(option.meaning), action));
      if (option.names.empty()) cases += " \\\n      " + shell_quoted("*" + (action.empty() ? ":value: " : action));
    }
    cases += " ;;\n";
  }
  return fmt::format(R"(#compdef qalor
_qalor() {{
  local -a commands=(
{})
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
{}  esac
}}
compdef _qalor qalor
)",
                     list, cases);
}

std::string fish_option(const OptionOutline& option) {
  std::string text;
  for (const std::string& name : option.names)
    text += name.rfind("--", 0) == 0 ? " -l " + name.substr(2) : " -s " + name.substr(1);
  if (!option.choices.empty())
    text += " -x -a " + shell_quoted(joined(option.choices));
  else if (option.takes_file)
    text += " -r -F";
  else if (option.takes_value)
    text += " -x";
  return text + " -d " + shell_quoted(option.meaning);
}

std::string fish_script(const std::vector<CommandOutline>& all) {
  std::string text = "# fish completion for qalor\ncomplete -c qalor -f\n";
  for (const CommandOutline& command : named(all)) {
    text += fmt::format("complete -c qalor -n __fish_use_subcommand -a {} -d {}\n", command.name,
                        shell_quoted(command.meaning));
    const std::string here = fmt::format("complete -c qalor -n '__fish_seen_subcommand_from {}'", command.name);
    for (const OptionOutline& option : command.options)
      if (!option.names.empty()) text += here + fish_option(option) + "\n";
    if (takes_files(command)) text += here + " -F\n";
    const auto words = positional_words(command);
    if (!words.empty()) text += fmt::format("{} -a {}\n", here, shell_quoted(joined(words)));
  }
  return text;
}

}  // namespace

Exit write_completion(const CompletionOptions& options, Console& console) {
  const auto& commands = options.commands;
  console.out << (options.shell == "bash"  ? bash_script(commands)
                  : options.shell == "zsh" ? zsh_script(commands)
                                           : fish_script(commands));
  return Exit::ok;
}

}  // namespace qalor
