// Messages to the console.

/** @type {Set<string>} */
const reported = new Set();

/**
 * Warn of a fallback and its cause, once for each message.
 *
 * @param {string} message
 * @param {unknown} cause
 */
export function warnOnce(message, cause) {
  if (reported.has(message)) return;
  reported.add(message);
  console.warn(`sphinx_cv: ${message}`, cause);
}
