// The terms file: TOML around the sentences. Vocabulary first, then sentences, then what refers to terms.
#include <algorithm>
#include <cmath>

#include "format/toml.h"
#include "verify/terms.h"
#include "verify/terms_sentence.h"
#include "verify/terms_words.h"

namespace entente::verify {
namespace {

using format::TomlEntry;
using format::TomlValue;
using Kind = TomlValue::Kind;

class TermsFile {
 public:
  TermsFile(std::string_view text, std::string_view file, const FileReader& reader) : text_(text), file_(file), reader_(reader) {}

  Result<Agreement> read() {
    auto parsed = format::parse_toml(text_, file_);
    if (!parsed) return parsed.diagnostics();
    const TomlValue& root = *parsed;
    allow(root, {"agreement", "parties", "kinds", "things", "places", "zones", "lines", "term", "guarantee"});
    agreement(root.find("agreement"), root);
    words(root.find("parties"), agreement_.parties);
    words(root.find("kinds"), agreement_.kinds);
    words(root.find("things"), agreement_.things);
    places(root.find("places"));
    for (const char* section : {"lines", "zones"}) {
      if (const TomlValue* tables = table(root.find(section))) {
        for (const TomlEntry& entry : tables->entries) ground(entry);
      }
    }
    sentences(root.find("term"));
    guarantees(root.find("guarantee"));
    if (problems_.empty() && agreement_.terms.empty()) add("terms-missing", "The file has no [[term]].", root);
    if (problems_.empty()) circles();
    if (!problems_.empty()) return problems_;
    return std::move(agreement_);
  }

 private:
  void add(std::string code, std::string message, const Place& place) {
    problems_.push_back(error(std::move(code), std::move(message), place));
  }
  void add(std::string code, std::string message, const TomlValue& value) { add(std::move(code), std::move(message), value.place(file_)); }

  void allow(const TomlValue& value, std::initializer_list<std::string_view> keys) {
    for (const TomlEntry& entry : value.entries) {
      if (std::find(keys.begin(), keys.end(), entry.key) != keys.end()) continue;
      std::string known;
      for (const std::string_view key : keys) known += (known.empty() ? "" : ", ") + std::string(key);
      add("terms-unknown-key", "\"" + entry.key + "\" is not known here; known are: " + known + ".", entry.place(file_));
    }
  }
  bool wants(const TomlValue& value, Kind kind) {
    if (value.is(kind)) return true;
    add("terms-type", "This must be " + std::string(format::name_of(kind)) + ", not " + std::string(format::name_of(value.kind)) + ".", value);
    return false;
  }
  const TomlValue* table(const TomlValue* value) { return value && wants(*value, Kind::table) ? value : nullptr; }
  std::string string(const TomlValue& within, std::string_view key) {
    const TomlValue* value = within.find(key);
    return value && wants(*value, Kind::string) ? value->text : "";
  }
  std::string needed(const TomlValue& within, std::string_view key, std::string_view of) {
    if (!within.find(key)) add("terms-missing", std::string(of) + " needs \"" + std::string(key) + "\".", within);
    return string(within, key);
  }
  std::vector<std::string> strings(const TomlValue* value) {
    if (!value) return {};
    if (auto list = value->as_strings()) return *list;
    add("terms-type", "This must be a list of strings.", *value);
    return {};
  }

  // A date of TOML's own or a string. TOML's reader keeps no zone, so the words are read again where they stand.
  std::optional<TimeRange> time(const TomlValue& value) {
    std::string words = value.text;
    if (value.is(Kind::date)) {
      const std::size_t at = string_offsets(text_, value.line, value.column, "").front() - 1;
      const std::string_view rest = text_.substr(std::min(at, text_.size()));
      words = std::string(rest.substr(0, rest.find_first_of("\r\n#,]}")));
    } else if (!wants(value, Kind::string)) {
      return std::nullopt;
    }
    auto range = parse_time(words, TimeFormat::iso, agreement_.zone);
    if (!range) add("terms-time", "\"" + words + "\" is no date.", value);
    return range;
  }

  void agreement(const TomlValue* value, const TomlValue& root) {
    if (!value) return add("terms-missing", "The file needs an [agreement] with \"name\" and \"starts\".", root);
    if (!wants(*value, Kind::table)) return;
    allow(*value, {"name", "starts", "ends", "time-zone"});
    agreement_.name = needed(*value, "name", "The agreement");
    if (const std::string zone = string(*value, "time-zone"); !zone.empty()) {
      if (const auto minutes = parse_zone(zone)) agreement_.zone = *minutes;
      else add("terms-time", "A time zone is an offset such as \"+02:00\" or \"Z\".", *value->find("time-zone"));
    }
    if (const TomlValue* starts = value->find("starts")) {
      if (const auto range = time(*starts)) agreement_.start = range->from;
    } else {
      add("terms-missing", "The agreement needs \"starts\", the date or moment when it comes into force.", *value);
    }
    if (const TomlValue* ends = value->find("ends")) {
      if (const auto range = time(*ends)) agreement_.end = range->to;
      if (agreement_.end < agreement_.start) add("terms-time", "The agreement ends before it starts.", *ends);
    }
  }

  void words(const TomlValue* value, std::vector<AgreedWord>& list) {
    if (!table(value)) return;
    for (const TomlEntry& entry : value->entries) list.push_back({entry.key, strings(&entry.value)});
  }

  std::optional<GeoPoint> point(const TomlValue& value) {
    if (value.is(Kind::array) && value.items.size() == 2 && value.items[0].as_number() && value.items[1].as_number()) {
      const GeoPoint p{*value.items[0].as_number(), *value.items[1].as_number()};
      if (is_on_the_globe(p)) return p;
    }
    add("terms-zone", "A point is [latitude, longitude] in degrees.", value);
    return std::nullopt;
  }
  std::vector<GeoPoint> points(const TomlValue& value, std::size_t least) {
    std::vector<GeoPoint> list;
    if (!wants(value, Kind::array)) return list;
    for (const TomlValue& item : value.items) {
      const auto p = point(item);
      if (!p) return {};
      list.push_back(*p);
    }
    if (list.size() < least) add("terms-zone", "At least " + std::to_string(least) + " points are needed here.", value);
    return list;
  }
  std::optional<Decimetres> length(const TomlValue& within, std::string_view key) {
    const TomlValue* value = within.find(key);
    if (!value || !wants(*value, Kind::string)) return std::nullopt;
    const auto decimetres = parse_length(value->text);
    if (!decimetres) add("terms-zone", "A distance is a number and m, km, miles or nm.", *value);
    return decimetres;
  }

  void places(const TomlValue* value) {
    if (!table(value)) return;
    for (const TomlEntry& entry : value->entries) {
      Ground g{entry.key, {}, {}, entry.place(file_)};
      if (const auto p = point(entry.value)) g.shapes.push_back({Shape::Kind::point, {{*p}}, 0});
      add_ground(std::move(g));
    }
  }
  const Ground* find_ground(std::string_view name) const {
    for (const Ground& g : agreement_.grounds) {
      if (g.name == name) return &g;
    }
    return nullptr;
  }
  void add_ground(Ground g) {
    if (find_ground(g.name)) return add("terms-zone", "\"" + g.name + "\" is declared twice.", g.place);
    agreement_.grounds.push_back(std::move(g));
  }

  void ground(const TomlEntry& entry) {
    const TomlValue& v = entry.value;
    if (!wants(v, Kind::table)) return;
    allow(v, {"names", "centre", "radius", "points", "line", "width", "polygon", "geojson", "geojson-file", "of", "places"});
    Ground g{entry.key, strings(v.find("names")), {}, entry.place(file_)};
    for (const std::string& name : strings(v.find("places"))) g.names.push_back(name);
    const Decimetres radius = length(v, "radius").value_or(0);
    const Decimetres width = length(v, "width").value_or(0);
    auto take = [&](std::vector<Shape> shapes, Decimetres reach) {
      for (Shape& shape : shapes) {
        shape.reach += reach;
        g.shapes.push_back(std::move(shape));
      }
    };
    auto take_named = [&](const TomlValue& name, Decimetres reach) {
      const Ground* other = find_ground(name.text);
      if (!other) return add("terms-zone", "\"" + name.text + "\" is not declared before this.", name);
      take(other->shapes, reach);
    };
    if (const TomlValue* centre = v.find("centre")) {
      if (!v.find("radius")) add("terms-zone", "A circle needs \"radius\".", *centre);
      if (centre->is(Kind::string)) take_named(*centre, radius);
      else if (const auto p = point(*centre)) take({{Shape::Kind::point, {{*p}}, 0}}, radius);
    }
    if (const TomlValue* list = v.find("points")) take({{Shape::Kind::line, {points(*list, 2)}, 0}}, width);
    if (const TomlValue* line = v.find("line")) {
      if (!v.find("width")) add("terms-zone", "A corridor needs \"width\": how far it reaches to each side of the line.", *line);
      if (line->is(Kind::string)) take_named(*line, width);
      else take({{Shape::Kind::line, {points(*line, 2)}, 0}}, width);
    }
    if (const TomlValue* polygon = v.find("polygon")) take({{Shape::Kind::polygon, {points(*polygon, 3)}, 0}}, 0);
    const TomlValue* geo = v.find("geojson");
    const TomlValue* geo_file = v.find("geojson-file");
    if (geo && wants(*geo, Kind::string)) take_geojson(geo->text, *geo, take);
    if (geo_file && wants(*geo_file, Kind::string)) {
      const auto content = reader_ ? reader_(geo_file->text) : std::nullopt;
      if (content) take_geojson(*content, *geo_file, take);
      else add("terms-zone", "\"" + geo_file->text + "\" cannot be read.", *geo_file);
    }
    if (const TomlValue* of = v.find("of"); of && wants(*of, Kind::array)) {
      for (const TomlValue& name : of->items) {
        if (wants(name, Kind::string)) take_named(name, 0);
      }
    }
    if (g.shapes.empty() && g.names.empty() && problems_.empty()) {
      add("terms-zone", "\"" + g.name + "\" says nowhere where it is.", g.place);
    }
    add_ground(std::move(g));
  }
  template <typename Take>
  void take_geojson(const std::string& content, const TomlValue& where, const Take& take) {
    auto shapes = parse_geojson(content, where.place(file_));
    if (shapes) take(std::move(shapes).value(), 0);
    else problems_.insert(problems_.end(), shapes.diagnostics().begin(), shapes.diagnostics().end());
  }

  Vocabulary vocabulary() const {
    Vocabulary v;
    v.agreement = &agreement_;
    for (const AgreedTerm& t : agreement_.terms) v.terms.push_back({t.name, {}});
    for (const Ground& g : agreement_.grounds) v.grounds.push_back({g.name, g.names});
    return v;
  }

  Place place_in(const TomlValue& value, std::size_t offset) const {
    const auto offsets = string_offsets(text_, value.line, value.column, value.text);
    return place_at(std::string(file_), text_, offsets[std::min(offset, offsets.size() - 1)]);
  }

  void sentences(const TomlValue* list) {
    if (!list || !wants(*list, Kind::array)) return;
    std::vector<const TomlValue*> texts;
    for (const TomlValue& item : list->items) {
      if (!wants(item, Kind::table)) return;
      allow(item, {"name", "text"});
      AgreedTerm t;
      t.name = needed(item, "name", "A term");
      t.text = needed(item, "text", "A term");
      t.place = item.place(file_);
      if (!t.name.empty() && agreement_.term_index(t.name)) add("terms-word", "There are two terms \"" + t.name + "\".", item);
      agreement_.terms.push_back(std::move(t));
      texts.push_back(item.find("text"));
    }
    const Vocabulary words = vocabulary();
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (!texts[i] || !texts[i]->is(Kind::string)) continue;
      AgreedTerm& t = agreement_.terms[i];
      SentenceReading reading = read_sentences(t.text, words);
      for (const SentenceProblem& p : reading.problems) add(p.code, p.message, place_in(*texts[i], p.offset));
      t.rules = std::move(reading.rules);
      for (std::size_t r = 0; r < t.rules.size(); ++r) t.rules[r].place = place_in(*texts[i], reading.offsets[r]);
      if (t.rules.empty() && reading.problems.empty()) add("terms-sentence", "The term has no sentence.", *texts[i]);
    }
  }

  void guarantees(const TomlValue* list) {
    if (!list || !wants(*list, Kind::array)) return;
    const Vocabulary words = vocabulary();
    for (const TomlValue& item : list->items) {
      if (!wants(item, Kind::table)) return;
      allow(item, {"name", "guarantor", "beneficiary", "trigger", "word", "obligation", "refrains", "within", "after", "veto", "form"});
      Guarantee g;
      g.name = needed(item, "name", "A guarantee");
      g.guarantor = needed(item, "guarantor", "A guarantee");
      g.beneficiary = string(item, "beneficiary");
      g.obligation = needed(item, "obligation", "A guarantee");
      g.refrains = string(item, "refrains");
      g.standard = string(item, "word");
      g.form = string(item, "form");
      g.vetoes = strings(item.find("veto"));
      g.place = item.place(file_);
      auto duration = [&](std::string_view key) {
        const std::string text = string(item, key);
        const auto seconds = text.empty() ? std::optional<Seconds>(0) : parse_duration(text);
        if (!seconds) add("terms-guarantee", "A time is needed here, such as \"7 days\".", *item.find(key));
        return seconds.value_or(0);
      };
      g.within = duration("within");
      g.delay = duration("after");
      if (!needed(item, "trigger", "A guarantee").empty()) {
        const TomlValue& trigger = *item.find("trigger");
        for (const SentenceProblem& p : read_trigger(trigger.text, words, g)) add(p.code, p.message, place_in(trigger, p.offset));
      }
      agreement_.guarantees.push_back(std::move(g));
    }
  }

  // A term whose start or end waits for itself, by way of others or at once, has no meaning.
  void circles() {
    const std::size_t n = agreement_.terms.size();
    std::vector<int> state(n, 0);  // 1: being visited, 2: done
    std::function<void(std::size_t)> visit = [&](std::size_t t) {
      state[t] = 1;
      for (const Rule& rule : agreement_.terms[t].rules) {
        std::vector<std::size_t> others = rule.end.breaches;
        if (rule.start.kind == Start::Kind::fulfilled || rule.start.kind == Start::Kind::held) others.push_back(rule.start.term);
        for (const std::size_t other : others) {
          if (state[other] == 0) visit(other);
          else if (state[other] == 1) add("terms-circle", "The term \"" + agreement_.terms[t].name + "\" waits for \"" + agreement_.terms[other].name + "\", which waits for it.", rule.place);
        }
        if (rule.start.kind == Start::Kind::fulfilled) must_be_duty(rule);
      }
      state[t] = 2;
    };
    for (std::size_t t = 0; t < n; ++t) {
      if (state[t] == 0) visit(t);
    }
  }
  void must_be_duty(const Rule& rule) {
    for (const Rule& r : agreement_.terms[rule.start.term].rules) {
      if (r.kind == Rule::Kind::duty) return;
    }
    add("terms-sentence", "\"" + agreement_.terms[rule.start.term].name + "\" has no duty that could be fulfilled; say \"has been kept for\" instead.", rule.place);
  }

  std::string_view text_;
  std::string file_;
  const FileReader& reader_;
  Agreement agreement_;
  Diagnostics problems_;
};

}  // namespace

std::optional<std::size_t> Agreement::term_index(std::string_view term_name) const {
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (terms[i].name == term_name) return i;
  }
  return std::nullopt;
}

Result<Agreement> read_terms(std::string_view text, std::string_view file, const FileReader& reader) {
  return TermsFile(text, file, reader).read();
}

}  // namespace entente::verify
