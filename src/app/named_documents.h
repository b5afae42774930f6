// Documents by the names that persons and other dossiers give them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "store/store.h"

namespace entente::app {

class NamedDocuments {
 public:
  static Result<NamedDocuments> of(const store::Dossier& dossier);

  // The document of this name: whole, as the ending behind a "/", or as a part of it that one document alone has.
  // Errors: "document-missing", also where several documents fit.
  Result<store::StoredDocument> find(const std::string& name) const;

  // Two persons have the same reports in different folders. A correction on a document that is not here is given the
  // name and origin of the one that has the same file name, if there is exactly one and the words that the correction
  // is anchored to stand at their place in it. Else it stays as it came, and is told as lost. O(documents) and, for
  // each row that is looked for, the text of one document.
  Status localise(const store::Dossier& dossier, std::vector<store::Correction>& rows) const;

 private:
  const store::StoredDocument* of_file(const std::string& name) const;

  std::vector<store::StoredDocument> documents_;
};

}  // namespace entente::app
