const megabyte = 1024 * 1024

/** What a document may cost. Sizes in bytes, times in milliseconds. */
export const limits = {
  fileSize: 50 * megabyte,
  inflatedSize: 100 * megabyte,
  /** A member of an archive that is both large and this many times its packed size is no text. */
  inflationRatio: 250,
  inflationRatioFrom: 10 * megabyte,
  archiveMembers: 10_000,
  /** Of elements in one another; Word stops far earlier. */
  depth: 500,
  wallTime: 4500,
  /** Resident memory of the reading process: what it may hold when it is next looked at stays under 300 MB. */
  memory: 250 * megabyte,
  heap: 160 * megabyte,
  readingsAtOnce: 2,
}
