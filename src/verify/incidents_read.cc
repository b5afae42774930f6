// Rows of a file -> incidents, by a mapping. Both formats give a row as cells, one for each column that the mapping
// names.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "format/csv.h"
#include "format/jsonl.h"
#include "verify/mapping.h"

namespace entente::verify {
namespace {

constexpr std::size_t most_problems = 100;
constexpr std::size_t absent = static_cast<std::size_t>(-1);

// A CellMapping with its columns as places in the row of cells.
struct Cell {
  const CellMapping* mapping = nullptr;
  std::size_t column = absent;
  std::vector<std::size_t> flags;
};

bool is_set(std::string_view flag) {
  return flag == "1" || flag == "true" || flag == "TRUE" || flag == "True" || flag == "yes";
}

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

class IncidentReader {
 public:
  IncidentReader(std::string_view file, const IncidentMapping& mapping, IncidentCollector& collector)
      : file_(file), mapping_(mapping), collector_(collector), first_file_(collector.set().incidents.empty()) {
    auto of = [this](std::string_view name) {
      const auto at = mapping_.cells.find(name);
      return at == mapping_.cells.end() ? Cell{} : cell(at->second);
    };
    id_ = of("id"), kind_ = of("kind"), what_ = of("what"), by_ = of("by"), place_ = of("place"), about_ = of("about");
    when_ = of("when"), to_ = of("to"), latitude_ = of("latitude"), longitude_ = of("longitude"),
    uncertainty_ = of("uncertainty");
    quantity_ = of("quantity"), source_ = of("source"), says_ = of("says"), arrived_ = of("arrived"),
    class_ = of("source-class");
    source_party_ = of("source-party"), confirmed_ = of("confirmed-by"), denied_ = of("denied-by");
    for (const auto& [unit, m] : mapping_.measures)
      measures_.emplace_back(collector_.set().names.intern(unit), cell(m));
    cells_.resize(columns_.size());
  }

  Status read(std::string_view text) {
    if (mapping_.jsonl) {
      Diagnostics bad = format::read_jsonl(text, file_, [this](const format::JsonlRecord& record) { take(record); });
      problems_.insert(problems_.end(), bad.begin(), bad.end());
    } else {
      Status status =
          format::read_csv(text, file_, mapping_.delimiter, [this](const format::CsvRow& row) { return take(row); });
      problems_.insert(problems_.end(), status.diagnostics().begin(), status.diagnostics().end());
      if (!header_read_) problems_.push_back(error("mapping-column", "The file has no header line.", {file_, 1, 0}));
    }
    if (fatal_ || (!header_read_ && !mapping_.jsonl)) return problems_;
    if (unused_ > most_problems) {
      problems_.push_back(warning(
          "incident-more", std::to_string(unused_ - most_problems) + " more rows have problems.", {file_, 0, 0}));
    }
    return {Nothing{}, std::move(problems_)};
  }

 private:
  std::size_t column(const std::string& name) {
    const auto at = std::find(columns_.begin(), columns_.end(), name);
    if (at != columns_.end()) return static_cast<std::size_t>(at - columns_.begin());
    columns_.push_back(name);
    return columns_.size() - 1;
  }
  Cell cell(const CellMapping& m) {
    Cell c;
    c.mapping = &m;
    if (!m.column.empty()) c.column = column(m.column);
    for (const auto& flag : m.flags) c.flags.push_back(column(flag.first));
    return c;
  }

  std::string_view value(const Cell& c) const {
    if (!c.mapping) return {};
    const CellMapping& m = *c.mapping;
    if (!m.flags.empty()) {
      std::string_view found;
      for (std::size_t i = 0; i < c.flags.size(); ++i) {
        if (!is_set(cells_[c.flags[i]])) continue;
        if (!found.empty()) return {};  // two are set: not known which
        found = m.flags[i].second;
      }
      return found;
    }
    if (c.column == absent) return m.constant;
    const std::string_view words = cells_[c.column];
    if (!m.translates) return words;
    const auto at = m.values.find(words);
    if (at != m.values.end()) return at->second;
    return m.has_otherwise ? std::string_view(m.otherwise) : words;
  }

  Name named(std::string_view id) {
    Names& names = collector_.set().names;
    return mapping_.id_prefix.empty() || id.empty() ? names.intern(id)
                                                    : names.intern(mapping_.id_prefix + std::string(id));
  }

  bool take(const format::CsvRow& row) {
    if (!header_read_) {
      header_read_ = true;
      for (const std::string& name : columns_) {
        const auto at = std::find(row.fields.begin(), row.fields.end(), name);
        if (at == row.fields.end()) {
          fatal_ = true;
          problems_.push_back(error("mapping-column",
                                    "The mapping names a column \"" + name + "\" that the file does not have.",
                                    {file_, row.line, 0}));
        }
        where_.push_back(static_cast<std::size_t>(at - row.fields.begin()));
      }
      return !fatal_;
    }
    for (std::size_t i = 0; i < where_.size(); ++i) {
      cells_[i] = where_[i] < row.fields.size() ? row.fields[where_[i]] : std::string_view();
    }
    take_cells(row.line);
    return true;
  }
  void take(const format::JsonlRecord& record) {
    std::fill(cells_.begin(), cells_.end(), std::string_view());
    for (const auto& [key, text] : record.members) {
      const auto at = std::find(columns_.begin(), columns_.end(), key);
      if (at != columns_.end()) cells_[static_cast<std::size_t>(at - columns_.begin())] = text;
    }
    take_cells(record.line);
  }

  bool problem(std::size_t line, const char* code, std::string message) {
    if (++unused_ <= most_problems) problems_.push_back(warning(code, std::move(message), {file_, line, 0}));
    return false;
  }
  bool read_number(const Cell& c, std::size_t line, double& out, bool& has) {
    const std::string_view words = value(c);
    if (words.empty()) return true;
    const auto n = number(words);
    if (!n) return problem(line, "incident-number", "\"" + std::string(words) + "\" is no number.");
    out = *n;
    has = true;
    return true;
  }

  void take_cells(std::size_t line) {
    Names& names = collector_.set().names;
    const std::string_view when = value(when_);
    auto range = parse_time(when, mapping_.time_format, mapping_.zone);
    if (!range) {
      problem(line, "incident-time", "\"" + std::string(when) + "\" is no time.");
      return;
    }
    if (const std::string_view to = value(to_); !to.empty()) {
      const auto end = parse_time(to, mapping_.time_format, mapping_.zone);
      if (!end || end->to < range->from) {
        problem(line, "incident-time", "\"" + std::string(to) + "\" is no time after the first.");
        return;
      }
      range->to = end->to;
    }
    Incident d;
    bool has_latitude = false, has_longitude = false, has_uncertainty = false;
    double uncertainty = 0;
    if (!read_number(latitude_, line, d.point.latitude, has_latitude) ||
        !read_number(longitude_, line, d.point.longitude, has_longitude) ||
        !read_number(uncertainty_, line, uncertainty, has_uncertainty) ||
        !read_number(quantity_, line, d.quantity, d.has_quantity)) {
      return;
    }
    d.has_point = has_latitude && has_longitude;
    if (d.has_point && (!is_on_the_globe(d.point) || uncertainty < 0)) {
      problem(line, "incident-number", "The place is not on the globe.");
      return;
    }
    d.uncertainty = static_cast<float>(uncertainty);
    const std::string_view id = value(id_);
    d.id = id.empty() ? names.intern("row " + std::to_string(line) + (first_file_ ? "" : " of " + file_)) : named(id);
    d.kind = names.intern(value(kind_)), d.what = names.intern(value(what_)), d.by = names.intern(value(by_));
    d.place = names.intern(value(place_)), d.about = named(value(about_));
    for (const auto& [unit, c] : measures_) {
      double n = 0;
      bool has = false;
      if (!read_number(c, line, n, has)) return;
      if (has) d.measures.push_back({unit, n});
    }
    Report report;
    report.when = *range;
    report.line = static_cast<std::uint32_t>(line);
    report.arrived = range->to;
    if (const std::string_view arrived = value(arrived_); !arrived.empty()) {
      const auto at = parse_time(arrived, mapping_.time_format, mapping_.zone);
      if (!at) {
        problem(line, "incident-time", "\"" + std::string(arrived) + "\" is no time of arrival.");
        return;
      }
      report.arrived = at->to;
    }
    Says says = Says::reports;
    if (const std::string_view word = value(says_); !word.empty()) {
      const auto parsed = parse_says(word);
      if (!parsed) {
        problem(line, "incident-says", "\"" + std::string(word) + "\" is none of reports, confirms, denies, retracts.");
        return;
      }
      says = *parsed;
    }
    if (value(source_).empty()) {
      problem(line, "incident-source", "Nobody says so: the source is empty.");
      return;
    }
    speak(d, report, says, source_, line);
    speak(d, report, Says::confirms, confirmed_, line);
    speak(d, report, Says::denies, denied_, line);
  }

  void speak(const Incident& details, Report report, Says says, const Cell& who, std::size_t line) {
    std::string_view list = value(who);
    report.says = says;
    while (!list.empty()) {
      const std::size_t end = std::min(list.find(mapping_.list_separator), list.size());
      std::string_view name = list.substr(0, end);
      list.remove_prefix(std::min(end + mapping_.list_separator.size(), list.size()));
      while (!name.empty() && name.front() == ' ') name.remove_prefix(1);
      while (!name.empty() && name.back() == ' ') name.remove_suffix(1);
      if (name.empty()) continue;
      report.source = source_of(name);
      if (!collector_.add(details, report)) {
        problem(line, "incident-contradiction",
                "Kind, thing or party differ from what an earlier row says of this incident; the earlier row stands.");
      }
    }
  }
  std::uint32_t source_of(std::string_view name) {
    if (name == last_source_name_) return last_source_;
    Source source = mapping_.other_source;
    if (const auto at = mapping_.sources.find(name); at != mapping_.sources.end()) source = at->second;
    if (class_.mapping) source.kind = parse_source_class(value(class_)).value_or(source.kind);
    if (source_party_.mapping && !value(source_party_).empty()) source.party = std::string(value(source_party_));
    source.name = std::string(name);
    last_source_name_ = source.name;
    return last_source_ = collector_.source(source);
  }

  std::string file_;
  const IncidentMapping& mapping_;
  IncidentCollector& collector_;
  bool first_file_;
  std::vector<std::string> columns_;     // every column that the mapping names
  std::vector<std::size_t> where_;       // its place in a CSV row
  std::vector<std::string_view> cells_;  // the present row
  Cell id_, kind_, what_, by_, place_, about_, when_, to_, latitude_, longitude_, uncertainty_, quantity_, source_,
      says_, arrived_, class_, source_party_, confirmed_, denied_;
  std::vector<std::pair<Name, Cell>> measures_;
  std::string last_source_name_;
  std::uint32_t last_source_ = 0;
  bool header_read_ = false, fatal_ = false;
  std::size_t unused_ = 0;
  Diagnostics problems_;
};

}  // namespace

Status collect_incidents(std::string_view text, std::string_view file, const IncidentMapping& mapping,
                         IncidentCollector& collector) {
  return IncidentReader(file, mapping, collector).read(text);
}

Result<IncidentSet> read_incidents(std::string_view text, std::string_view file, const IncidentMapping& mapping) {
  IncidentCollector collector;
  Status read = collect_incidents(text, file, mapping, collector);
  if (!read) return read.diagnostics();
  return {collector.finish(), read.diagnostics()};
}

}  // namespace entente::verify
