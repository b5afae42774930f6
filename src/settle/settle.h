// The room that settles: problems, and what all could sign. Outsiders include this alone.
#pragma once

#include "settle/certificates.h"
#include "settle/check.h"
#include "settle/conflicts.h"
#include "settle/conflicts_dimacs.h"
#include "settle/conflicts_problem.h"
#include "settle/domains.h"
#include "settle/forecast.h"
#include "settle/frontier.h"
#include "settle/ordinal.h"
#include "settle/packages.h"
#include "settle/problem.h"
#include "settle/problem_toml.h"
#include "settle/sequence.h"
#include "settle/utility_table.h"
