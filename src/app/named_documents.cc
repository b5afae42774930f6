#include "app/named_documents.h"

#include <algorithm>
#include <set>

#include "show/table.h"
#include "text/code_points.h"

namespace entente::app {

using store::StoredDocument;

Result<NamedDocuments> NamedDocuments::of(const store::Dossier& dossier) {
  auto documents = dossier.documents(false);
  if (!documents) return documents.diagnostics();
  NamedDocuments named;
  named.documents_ = std::move(*documents);
  return named;
}

Result<StoredDocument> NamedDocuments::find(const std::string& name) const {
  for (const StoredDocument& stored : documents_) {
    if (stored.name == name) return stored;
  }
  auto fits_as_ending = [&](const StoredDocument& stored) { return stored.name.ends_with("/" + name); };
  auto fits_as_part = [&](const StoredDocument& stored) { return stored.name.find(name) != std::string::npos; };
  auto the_one = [&](auto fits) {
    std::vector<const StoredDocument*> found;
    for (const StoredDocument& stored : documents_) {
      if (fits(stored)) found.push_back(&stored);
    }
    return found;
  };
  auto found = the_one(fits_as_ending);
  if (found.empty() && !name.empty()) found = the_one(fits_as_part);
  if (found.empty()) return error("document-missing", "there is no document \"" + name + "\"");
  if (found.size() > 1)
    return error("document-missing", "several documents have \"" + name + "\" in their names: " + found[0]->name +
                                         ", " + found[1]->name + (found.size() > 2 ? " …" : ""));
  return *found.front();
}

const StoredDocument* NamedDocuments::of_file(const std::string& name) const {
  const StoredDocument* found = nullptr;
  for (const StoredDocument& stored : documents_) {
    if (!stored.newest || show::short_name(stored.name) != show::short_name(name)) continue;
    if (found != nullptr) return nullptr;
    found = &stored;
  }
  return found;
}

Status NamedDocuments::localise(const store::Dossier& dossier, std::vector<store::Correction>& rows) const {
  std::set<std::string_view> here;
  for (const StoredDocument& stored : documents_) {
    here.insert(stored.name);
    here.insert(stored.document.origin);
  }
  auto is_here = [&](const std::string& name, const std::string& origin) {
    return name.empty() || here.contains(name) || (!origin.empty() && here.contains(origin));
  };
  for (store::Correction& row : rows) {
    if (row.subject == "story") {
      const StoredDocument* other = is_here(row.value, "") ? nullptr : of_file(row.value);
      if (other != nullptr) row.value = other->name;
    }
    if (is_here(row.document, row.origin)) continue;
    const StoredDocument* found = of_file(row.document);
    if (found == nullptr) continue;
    if (row.span && row.subject != "issue") {  // an issue's row has its name for words
      const auto stored = dossier.document(found->id);
      if (!stored) return stored.diagnostics();
      const std::string& text = stored->document.text;
      const text::CodePointIndex index(text);
      if (row.span->end > index.size() || index.to_bytes(*row.span).in(text) != row.words) continue;
    }
    row.document = found->name;
    row.origin = found->document.origin;
  }
  return ok_status();
}

}  // namespace entente::app
