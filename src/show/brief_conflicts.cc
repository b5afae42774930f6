#include <algorithm>

#include <fmt/format.h>

#include "show/brief_settlement.h"
#include "show/conflicts_groups.h"
#include "show/settle_words.h"

namespace entente::show {
namespace {

using settle::Problem;
using Positions = std::vector<std::uint32_t>;

constexpr std::size_t most_groups = 8;
constexpr std::size_t most_of_side = 5;
constexpr std::size_t most_concessions = 8;
constexpr std::size_t most_columns = 4;  // of parties

class ConflictsSection {
 public:
  ConflictsSection(const Problem& problem, const settle::ProblemConflicts& conflicts, const WordsLink& link)
      : problem_(problem), conflicts_(conflicts), link_(link) {}

  std::string html() const {
    if (conflicts_.outcome.always_broken)
      return "<p>The constraints that bind everybody exclude every package, whatever the positions.</p>\n";
    if (conflicts_.conflicts.empty() && conflicts_.outcome.complete)
      return "<p>All positions that were found can hold together: nothing excludes anything.</p>\n";
    std::string out = groups();
    out += concessions();
    out += alone();
    out += everybody();
    if (!conflicts_.outcome.complete)
      out += "<p class=\"soft\">The lists are partial: time ran out, and there may be more.</p>\n";
    return out;
  }

 private:
  std::string position_words(std::uint32_t index) const {
    const settle::SettlePosition& position = problem_.positions[index];
    std::string out = "<strong>" + escaped(shown(problem_.parties[position.party])) + "</strong> " +
                      escaped(in_words(problem_, position));
    if (position.strength == Strength::red_line) out += " <span class=\"tag red-line\">red line</span>";
    if (position.strength == Strength::firm) out += " <span class=\"tag\">firm</span>";
    return out;
  }

  std::string side(const Positions& positions) const {
    std::string out = "<ul>";
    for (std::size_t i = 0; i < std::min(most_of_side, positions.size()); ++i) {
      const settle::SettlePosition& position = problem_.positions[positions[i]];
      out += "<li>" + position_words(positions[i]) + link_(problem_, position) + quotation_html(position.origin) +
             "</li>\n";
    }
    if (positions.size() > most_of_side)
      out += fmt::format("<li class=\"soft\">and {} more positions</li>", positions.size() - most_of_side);
    return out + "</ul>";
  }

  std::string groups() const {
    const std::vector<ConflictGroup> groups = grouped(conflicts_.conflicts);
    std::string out;
    for (std::size_t i = 0; i < std::min(most_groups, groups.size()); ++i) {
      const ConflictGroup& group = groups[i];
      out += "<h3>" + escaped(group_sentence(problem_, group)) + "</h3>\n";
      if (group.others.empty())
        out += side(group.positions) + "\n";
      else
        out +=
            "<div class=\"two\"><div>" + side(group.positions) + "</div><div>" + side(group.others) + "</div></div>\n";
    }
    if (groups.size() > most_groups) {
      out += fmt::format("<p class=\"soft\">And {} more; <code>entente conflicts</code> lists them.</p>\n",
                         groups.size() - most_groups);
    }
    return out;
  }

  // A column for each party that gives something in one of the concessions shown, or where these are many one for all.
  std::string concessions() const {
    if (conflicts_.concessions.empty()) return "";
    const std::size_t rows = std::min(most_concessions, conflicts_.concessions.size());
    std::vector<settle::PartyIndex> parties;
    std::vector<settle::Package> packages;
    for (std::size_t i = 0; i < rows; ++i) {
      for (const std::uint32_t position : conflicts_.concessions[i].positions)
        parties.push_back(problem_.positions[position].party);
      packages.push_back(conflicts_.concessions[i].package);
    }
    std::sort(parties.begin(), parties.end());
    parties.erase(std::unique(parties.begin(), parties.end()), parties.end());
    std::vector<bool> different = common_issues(packages);
    different.flip();
    if (rows == 1) different.assign(problem_.issues.size(), true);
    std::string out =
        std::string(conflicts_.starts_with_the_least ? "<h3>The least that would have to be given up</h3>"
                                                     : "<h3>What it would be enough to give up (less may do)</h3>") +
        "\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
        "aria-label=\"Concessions by party\"><table><caption>Any one row is enough; a red line weighs 10, a firm "
        "position 3, an open one 1, unless somebody gave numbers.</caption><thead><tr><th scope=\"col\">Weight</th>";
    const bool together = parties.size() > most_columns;
    if (together) out += "<th scope=\"col\">Given up</th>";
    for (std::size_t i = 0; !together && i < parties.size(); ++i)
      out += "<th scope=\"col\">" + escaped(shown(problem_.parties[parties[i]])) + " gives up</th>";
    out += "<th scope=\"col\">Then possible</th></tr></thead><tbody>\n";
    for (std::size_t i = 0; i < rows; ++i) {
      const settle::Concession& concession = conflicts_.concessions[i];
      out += "<tr><td>" + number_words(concession.weight) + "</td>";
      std::string list;
      for (const settle::PartyIndex party : parties) {
        const std::string given = given_by(party, concession);
        if (!together)
          out += given.empty() ? "<td class=\"none\">–</td>" : "<td>" + given + "</td>";
        else if (!given.empty())
          list += "<li><strong>" + escaped(shown(problem_.parties[party])) + "</strong>: " + given + "</li>";
      }
      if (together) out += "<td><ul>" + list + "</ul></td>";
      out += "<td>" + escaped(package_words(problem_, concession.package, different)) + "</td></tr>\n";
    }
    out += "</tbody></table></div>\n";
    std::vector<bool> common = different;
    common.flip();
    if (const std::string words = package_words(problem_, packages.front(), common); !words.empty())
      out += "<p class=\"soft\">With, in all of these: " + escaped(words) + ".</p>\n";
    if (conflicts_.concessions.size() > rows) {
      out += fmt::format("<p class=\"soft\">And {} more; <code>entente conflicts</code> lists them.</p>\n",
                         conflicts_.concessions.size() - rows);
    }
    return out;
  }

  std::string given_by(settle::PartyIndex party, const settle::Concession& concession) const {
    std::string out;
    for (const std::uint32_t index : concession.positions) {
      const settle::SettlePosition& position = problem_.positions[index];
      if (position.party != party) continue;
      if (!out.empty()) out += "; ";
      out += escaped(in_words(problem_, position));
      if (position.strength == Strength::red_line) out += " <span class=\"tag red-line\">red line</span>";
    }
    return out;
  }

  std::string alone() const {
    if (conflicts_.alone.empty()) {
      return conflicts_.outcome.stopped
                 ? "<p class=\"soft\">What each party alone could concede was not reached in time.</p>\n"
                 : "";
    }
    std::string out = "<h3>What one party alone could concede</h3>\n<ul>";
    std::vector<std::string> nobody;
    for (const settle::PartyAlone& alone : conflicts_.alone) {
      const std::string& party = shown(problem_.parties[alone.party]);
      if (alone.least) {
        out += "<li><strong>" + escaped(party) + "</strong>: " + given_by(alone.party, *alone.least) + "</li>\n";
      } else if (alone.known) {
        nobody.push_back(party);
      } else {
        out += "<li>" + escaped(party) + ": not known, time ran out</li>\n";
      }
    }
    if (!nobody.empty()) {
      out += "<li class=\"soft\">Nothing that " + escaped(joined(nobody, " or ", 12)) +
             " could give makes a deal possible by itself.</li>\n";
    }
    return out + "</ul>\n";
  }

  std::string everybody() const {
    if (!conflicts_.everybody) return "";
    std::string out = "<h3>" + escaped(everybody_title(problem_, conflicts_)) + "</h3>\n<ul>";
    for (const std::uint32_t index : conflicts_.everybody->positions) {
      const auto& balance = conflicts_.given_for_balance;
      const bool spare = std::find(balance.begin(), balance.end(), index) != balance.end();
      out += "<li>" + position_words(index) +
             (spare ? " <span class=\"soft\">(for balance alone: a deal does not need it)</span>" : "") + "</li>\n";
    }
    return out + "</ul>\n";
  }

  const Problem& problem_;
  const settle::ProblemConflicts& conflicts_;
  const WordsLink& link_;
};

}  // namespace

std::string WordsLink::operator()(const Problem& problem, const settle::SettlePosition& position) const {
  if (!position.issue) return "";
  const auto place = [](const std::vector<std::string>& names, const std::string& name) {
    return static_cast<std::uint32_t>(std::find(names.begin(), names.end(), name) - names.begin());
  };
  const std::uint32_t party = place(brief_.parties, problem.parties[position.party].name);
  const std::uint32_t issue = place(brief_.issues, problem.issues[*position.issue].name);
  for (const BriefCell& cell : brief_.cells) {
    if (cell.party == party && cell.issue == issue)
      return fmt::format(" <a class=\"back\" href=\"#c{}-{}\">all the words</a>", party, issue);
  }
  return "";
}

std::string quotation_html(const settle::Origin& origin) {
  const auto first = std::find_if(origin.evidence.begin(), origin.evidence.end(),
                                  [](const settle::Evidence& evidence) { return !evidence.words.empty(); });
  if (first == origin.evidence.end()) return "";
  std::string where = escaped(whence(*first));
  if (origin.evidence.size() > 1)
    where += fmt::format("{}and {} more", where.empty() ? "" : " · ", origin.evidence.size() - 1);
  std::string out = "<blockquote><p>“" + escaped(first->words) + "”</p>";
  if (!where.empty()) out += "<p class=\"where\">" + where + "</p>";
  return out + "</blockquote>";
}

std::string conflicts_html(const Problem& problem, const settle::ProblemConflicts& conflicts, const WordsLink& link) {
  return ConflictsSection(problem, conflicts, link).html();
}

}  // namespace entente::show
