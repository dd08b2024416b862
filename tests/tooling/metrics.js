// Prometheus' two languages, as far as a dashboard needs them: what a node exposes, and what a panel asks for.

/** Reads the text that a node serves: each series with its name and labels. */
export function parseMetrics(text) {
  return text
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => {
      const [, name, labels = '', value] = line.match(/^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)/) ?? fail(line);
      return { name, labels: Object.fromEntries([...labels.matchAll(LABEL)].map(([, label, , value]) => [label, value])), value };
    });
}

/** The series that a query reads: name, and what it demands of labels. */
export function parseQuery(expr) {
  const asked = [];
  // Groupings name labels, not series.
  const rest = expr.replace(/\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, ' ');
  const selector = /([a-zA-Z_:][\w:]*)\s*(\{[^}]*\})?(?:\[[^\]]*\])?(\s*\()?/g;
  for (const [, name, labels = '', call] of rest.matchAll(selector)) {
    if (call || OPERATORS.includes(name)) continue;
    asked.push({ name, labels: [...labels.matchAll(LABEL)].map(([, label, operator, value]) => ({ label, operator, value })) });
  }
  return asked;
}

/** Labels that Prometheus itself gives to what it scrapes. */
const OF_PROMETHEUS = ['instance', 'job'];
const OPERATORS = ['and', 'or', 'unless', 'bool', 'offset', 'atan2', 'inf', 'nan'];
const LABEL = /([a-zA-Z_]\w*)\s*(=~|!~|!=|=)\s*"([^"]*)"/g;

/** Whether a series is one that is asked for. */
export const matches = (series, { name, labels }) =>
  series.name === name &&
  labels
    .filter(({ label }) => !OF_PROMETHEUS.includes(label))
    .every(({ label, operator, value }) => label in series.labels && (operator !== '=' || series.labels[label] === value));

function fail(line) {
  throw new Error(`no series: ${line}`);
}
