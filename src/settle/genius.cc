#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "format/xml.h"
#include "settle/domains.h"

namespace entente::settle {
namespace {

using format::XmlElement;

constexpr std::size_t most_whole_numbers = 100'000;  // options of one integer issue

struct File {
  const NamedText* source = nullptr;
  XmlElement root;
  bool has_evaluations = false;
};

class GeniusReader {
 public:
  Result<Problem> read(const std::vector<NamedText>& files) {
    for (const NamedText& file : files) {
      auto root = format::parse_xml(file.text, file.name);
      if (!root) {
        diagnostics_.insert(diagnostics_.end(), root.diagnostics().begin(), root.diagnostics().end());
        continue;
      }
      File read{&file, std::move(root).value(), false};
      std::vector<const XmlElement*> issues;
      collect(read.root, "issue", issues);
      if (issues.empty()) continue;  // another kind of file
      for (const XmlElement* issue : issues) {
        read.has_evaluations = read.has_evaluations || issue->child("evaluator") != nullptr;
        for (const XmlElement* item : issue->all("item")) {
          read.has_evaluations = read.has_evaluations || item->has_attribute("evaluation");
        }
      }
      files_.push_back(std::move(read));
    }
    const File* domain = find_domain();
    if (domain == nullptr) {
      diagnostics_.push_back(error("genius-domain", "no domain with issues is among these files"));
      return diagnostics_;
    }
    file_ = domain->source;
    read_domain(*domain);
    for (const File& file : files_) {
      file_ = file.source;
      if (&file != domain || file.has_evaluations) read_profile(file);
    }
    if (problem_.parties.empty()) diagnostics_.push_back(error("genius-domain", "no profile is beside the domain"));
    if (!diagnostics_.empty()) return diagnostics_;
    problem_.utilities_from = "numbers";
    return std::move(problem_);
  }

 private:
  // All elements of that name, in order, but for those within one another.
  static void collect(const XmlElement& element, std::string_view name, std::vector<const XmlElement*>& found) {
    for (const XmlElement& child : element.children) {
      if (child.name == name)
        found.push_back(&child);
      else
        collect(child, name, found);
    }
  }

  const File* find_domain() const {
    for (const File& file : files_) {
      if (file.root.name == "negotiation_template") return &file;
    }
    for (const File& file : files_) {
      if (!file.has_evaluations) return &file;
    }
    return files_.empty() ? nullptr : &files_.front();
  }

  void complain(std::string code, std::string sentence, const XmlElement& at) {
    diagnostics_.push_back(error(std::move(code), std::move(sentence), place_of(at)));
  }

  Place place_of(const XmlElement& at) const { return place_at(file_->name, file_->text, at.offset); }

  double number(const XmlElement& element, std::string_view attribute) {
    const std::string_view text = element.attribute(attribute);
    double value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) {
      complain("genius-number", std::string(attribute) + " must be a number, not \"" + std::string(text) + "\"",
               element);
      return 0;
    }
    return value;
  }

  static std::string_view kind_of(const XmlElement& issue) {
    for (const std::string_view attribute : {"vtype", "type", "etype"}) {
      if (issue.has_attribute(attribute)) return issue.attribute(attribute);
    }
    return "discrete";
  }

  void read_domain(const File& file) {
    problem_.source = file.source->name;
    std::vector<const XmlElement*> issues;
    collect(file.root, "issue", issues);
    for (const XmlElement* element : issues) {
      Issue issue;
      issue.name = element->attribute("name");
      issue.origin.place = place_of(*element);
      if (kind_of(*element) == "real") {
        complain("genius-real", "issue \"" + issue.name + "\" takes real numbers: give it options", *element);
      } else if (kind_of(*element) == "integer") {
        read_whole_numbers(*element, issue);
      } else {
        for (const XmlElement* item : element->all("item")) {
          issue.options.push_back({std::string(item->attribute("value")), "", {place_of(*item), {}}});
        }
      }
      if (issue.options.empty() && diagnostics_.empty()) {
        complain("genius-issue", "issue \"" + issue.name + "\" has no items", *element);
      }
      index_.emplace(element->attribute("index"), problem_.issues.size());
      if (!by_name_.emplace(issue.name, problem_.issues.size()).second) {
        complain("genius-issue", "issue \"" + issue.name + "\" stands twice", *element);
      }
      problem_.issues.push_back(std::move(issue));
    }
  }

  void read_whole_numbers(const XmlElement& element, Issue& issue) {
    const XmlElement* range = element.has_attribute("lowerbound") ? &element : element.child("range");
    if (range == nullptr) {
      complain("genius-issue", "issue \"" + issue.name + "\" has no lowerbound and upperbound", element);
      return;
    }
    const double low = number(*range, "lowerbound");
    const double high = number(*range, "upperbound");
    if (low != std::floor(low) || high < low || high - low >= static_cast<double>(most_whole_numbers) ||
        std::fabs(low) > 1e15) {
      complain("genius-issue", "the bounds of issue \"" + issue.name + "\" make no range of whole numbers", element);
      return;
    }
    for (double value = low; value <= high; ++value) {
      issue.options.push_back({std::to_string(static_cast<long long>(value)), "", {place_of(element), {}}});
    }
  }

  std::optional<std::size_t> issue_of(const XmlElement& element) const {
    if (const auto at = by_name_.find(std::string(element.attribute("name"))); at != by_name_.end()) return at->second;
    if (const auto at = index_.find(std::string(element.attribute("index"))); at != index_.end()) return at->second;
    return std::nullopt;
  }

  void read_profile(const File& file) {
    Party party;
    const std::string& name = file.source->name;
    party.name = name.substr(0, name.rfind('.'));
    party.origin.place = {name, 0, 0};
    party.preferences.issues.resize(problem_.issues.size());
    std::vector<const XmlElement*> issues;
    collect(file.root, "issue", issues);
    std::map<std::string, std::size_t> own_index;  // weights name an issue by the profile's own index
    for (const XmlElement* element : issues) {
      const auto issue = issue_of(*element);
      if (!issue) {
        complain("genius-issue", "the domain has no issue \"" + std::string(element->attribute("name")) + "\"",
                 *element);
        continue;
      }
      own_index.emplace(element->attribute("index"), *issue);
      IssuePreference& preference = party.preferences.issues[*issue];
      preference.given = true;
      if (kind_of(*element) == "integer")
        read_function(*element, problem_.issues[*issue], preference);
      else
        read_evaluations(*element, problem_.issues[*issue], preference);
    }
    for (std::size_t i = 0; i < problem_.issues.size(); ++i) {
      if (party.preferences.issues[i].values.empty()) {
        complain("genius-issue", "this profile says nothing of issue \"" + problem_.issues[i].name + "\"", file.root);
      }
    }
    std::vector<const XmlElement*> weights;
    collect(file.root, "weight", weights);
    for (const XmlElement* weight : weights) {
      const auto at = own_index.find(std::string(weight->attribute("index")));
      if (at == own_index.end())
        complain("genius-issue", "this weight belongs to no issue", *weight);
      else
        party.preferences.issues[at->second].weight = number(*weight, "value");
    }
    std::vector<const XmlElement*> reservations;
    collect(file.root, "reservation", reservations);
    if (!reservations.empty()) party.preferences.reservation = number(*reservations.front(), "value");
    problem_.parties.push_back(std::move(party));
  }

  void read_evaluations(const XmlElement& element, const Issue& issue, IssuePreference& preference) {
    preference.values.assign(issue.options.size(), 0);
    preference.by_largest = true;
    std::map<std::string_view, std::size_t> option_of;
    for (std::size_t o = 0; o < issue.options.size(); ++o) option_of.emplace(issue.options[o].name, o);
    for (const XmlElement* item : element.all("item")) {
      const auto at = option_of.find(item->attribute("value"));
      if (at == option_of.end()) {
        complain("genius-issue", "the domain has no item \"" + std::string(item->attribute("value")) + "\"", *item);
      } else {
        preference.values[at->second] = number(*item, "evaluation");
      }
    }
  }

  // Genius's EvaluatorInteger: linear in the distance from the lower bound, or constant.
  void read_function(const XmlElement& element, const Issue& issue, IssuePreference& preference) {
    const XmlElement* evaluator = element.child("evaluator");
    preference.values.assign(issue.options.size(), 0);
    if (evaluator == nullptr) {
      complain("genius-issue", "issue \"" + issue.name + "\" has no evaluator", element);
      return;
    }
    const std::string_view kind = evaluator->attribute("ftype");
    if (kind != "linear" && kind != "constant") {
      complain("genius-issue", "an evaluator is linear or constant, not \"" + std::string(kind) + "\"", *evaluator);
      return;
    }
    const double slope = kind == "linear" ? number(*evaluator, "slope") : 0;
    const double offset = number(*evaluator, evaluator->has_attribute("offset") ? "offset" : "parameter0");
    for (std::size_t o = 0; o < issue.options.size(); ++o) {
      // Rounded to twelve decimals: 7 * 0.025 is meant as 0.175.
      const double value = std::clamp(offset + slope * static_cast<double>(o), 0.0, 1.0);
      preference.values[o] = std::round(value * 1e12) / 1e12;
    }
  }

  std::vector<File> files_;
  const NamedText* file_ = nullptr;  // the one being read
  Problem problem_;
  Diagnostics diagnostics_;
  std::map<std::string, std::size_t> by_name_;
  std::map<std::string, std::size_t> index_;
};

}  // namespace

Result<Problem> read_genius(const std::vector<NamedText>& files) { return GeniusReader().read(files); }

}  // namespace entente::settle
