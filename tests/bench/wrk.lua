-- What wrk asks, and what it notes: one connection a thread, so that each answer belongs to the question before it.
--
-- From the environment: ADDRESSES (a file, one path a line), CONNECTIONS, NOTES (a file to write). A line of notes is:
-- status, bytes of the body, microseconds, path. wrk's own percentiles are not used: it adds what slow answers would
-- have kept others from (a correction for callers who do not wait), and ours do wait.
local ffi = require("ffi")
ffi.cdef [[
  typedef struct { long seconds; long nanoseconds; } moment;
  int clock_gettime(int clock, moment *now);
]]
local MONOTONIC = 1
local moment = ffi.new("moment")
local threads = {}

local function now()
  ffi.C.clock_gettime(MONOTONIC, moment)
  return tonumber(moment.seconds) * 1e6 + tonumber(moment.nanoseconds) / 1e3
end

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

function init()
  paths, notes = {}, {}
  for line in io.lines(os.getenv("ADDRESSES")) do
    table.insert(paths, line)
  end
  -- Every thread begins somewhere else and goes round: no address twice before all were asked.
  place = math.floor(number * #paths / tonumber(os.getenv("CONNECTIONS")))
end

function request()
  place = place % #paths + 1
  began = now()
  return wrk.format("GET", paths[place])
end

function response(status, _, body)
  table.insert(notes, string.format("%d %d %d %s", status, #body, now() - began, paths[place]))
end

function done(summary)
  local file = assert(io.open(os.getenv("NOTES"), "w"))
  local errors = summary.errors
  file:write(errors.connect + errors.read + errors.write + errors.timeout, " ", summary.duration, "\n")
  for _, thread in ipairs(threads) do
    for _, note in ipairs(thread:get("notes")) do
      file:write(note, "\n")
    end
  end
  file:close()
end
