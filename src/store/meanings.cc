// What titles and names of issues mean: kept, so that each is encoded once.
#include "store/inside.h"

namespace entente::store {

Result<std::vector<TitleMeaning>> Dossier::title_meanings(std::string_view model) const {
  return guarded<std::vector<TitleMeaning>>(inside_->path, [&] {
    std::vector<TitleMeaning> found;
    Query query = inside_->connection.query(
        "SELECT document, title, vector FROM title_meanings WHERE model = ? ORDER BY document");
    query.bind(model);
    while (query.step()) {
      const std::string bytes = query.blob(2);
      found.push_back({query.integer(0), query.text(1), {bytes.begin(), bytes.end()}});
    }
    return found;
  });
}

Status Dossier::keep_title_meanings(std::span<const TitleMeaning> meanings, std::string_view model) {
  return guarded<Nothing>(inside_->path, [&] {
    Connection& connection = inside_->connection;
    Transaction transaction(connection);
    Query insert =
        connection.query("INSERT OR REPLACE INTO title_meanings (document, title, model, vector) VALUES (?, ?, ?, ?)");
    for (const TitleMeaning& each : meanings) {
      const std::string bytes(each.vector.begin(), each.vector.end());
      insert.bind(each.document).bind(each.title).bind(model).bind_blob(bytes).run();
    }
    transaction.commit();
    return Nothing{};
  });
}

Result<std::vector<PhraseMeaning>> Dossier::phrase_meanings(std::string_view model) const {
  return guarded<std::vector<PhraseMeaning>>(inside_->path, [&] {
    std::vector<PhraseMeaning> found;
    Query query =
        inside_->connection.query("SELECT phrase, vector FROM phrase_meanings WHERE model = ? ORDER BY phrase");
    query.bind(model);
    while (query.step()) {
      const std::string bytes = query.blob(1);
      found.push_back({query.text(0), {bytes.begin(), bytes.end()}});
    }
    return found;
  });
}

Status Dossier::keep_phrase_meanings(std::span<const PhraseMeaning> meanings, std::string_view model) {
  return guarded<Nothing>(inside_->path, [&] {
    Connection& connection = inside_->connection;
    Transaction transaction(connection);
    connection.query("DELETE FROM phrase_meanings WHERE model <> ?").bind(model).run();
    Query insert = connection.query("INSERT OR REPLACE INTO phrase_meanings (phrase, model, vector) VALUES (?, ?, ?)");
    for (const PhraseMeaning& each : meanings) {
      const std::string bytes(each.vector.begin(), each.vector.end());
      insert.bind(std::string_view(each.phrase)).bind(model).bind_blob(bytes).run();
    }
    transaction.commit();
    return Nothing{};
  });
}

}  // namespace entente::store
