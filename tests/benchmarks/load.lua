-- A template and a file of values in; one request after another, and the figures of the run as a line of JSON, out.
--
-- wrk ... -s load.lua URL -- TEMPLATE VALUES FIRST AGAIN ACCEPT
-- TEMPLATE: a line with the order of the values (numbers from 0, spaces between), then the pieces of the request's
-- target, one a line, between which they stand. VALUES: a line for each request, tabs between values. FIRST: the line to
-- begin with, from 0. AGAIN: what to do after the last line: "repeat", or "comment" to begin again with a comment at
-- the query's end that has not been there before.

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(arguments)
  order, pieces, values = {}, {}, {}
  for line in io.lines(arguments[1]) do
    if #order == 0 then
      for place in line:gmatch("%d+") do table.insert(order, place + 1) end
    else
      table.insert(pieces, line)
    end
  end
  for line in io.lines(arguments[2]) do table.insert(values, line) end
  asked, again = tonumber(arguments[3]), 0
  first, distinct = asked, arguments[4] == "comment"
  tail = " HTTP/1.1\r\nHost: " .. wrk.host .. "\r\nAccept: " .. arguments[5] .. "\r\n\r\n"
end

function request()
  local lap = math.floor(asked / #values)
  local line = values[asked % #values + 1]
  asked = asked + 1
  local given = {}
  for value in line:gmatch("[^\t]+") do table.insert(given, value) end
  local parts = { "GET ", pieces[1] }
  for place, index in ipairs(order) do
    table.insert(parts, given[index])
    table.insert(parts, pieces[place + 1])
  end
  if distinct and lap > 0 then
    again = again + 1
    table.insert(parts, "%0A%23" .. lap)
  end
  table.insert(parts, tail)
  return table.concat(parts)
end

function done(summary, latency, requests)
  local asked, again = 0, 0
  for _, thread in ipairs(threads) do
    asked = asked + thread:get("asked") - thread:get("first")
    again = again + thread:get("again")
  end
  local errors = summary.errors
  print(string.format(
    '{"requests": %d, "seconds": %.6f, "bytes": %d, "p50": %.3f, "p99": %.3f, "asked": %d, "again": %d, '
      .. '"refused": %d, "lost": %d}',
    summary.requests, summary.duration / 1e6, summary.bytes, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    asked, again, errors.status, errors.connect + errors.read + errors.write + errors.timeout
  ))
end
