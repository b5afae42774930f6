// The border between bytes (in memory) and code points (in the dossier): whole rows converted, once each way.
#pragma once

#include "core/document.h"
#include "frame/frame.h"
#include "read/read.h"
#include "store/store.h"

namespace entente::app {

// What was read out of `document`, as the dossier keeps it.
store::DerivedRows rows_for_dossier(const Document& document, read::Reading reading, frame::Frame frame);

// The document with its blocks counted in code points, and back.
Document document_for_dossier(Document document);
Document document_from_dossier(Document document);

}  // namespace entente::app
