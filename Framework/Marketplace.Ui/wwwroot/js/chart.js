// Draws <line-chart>. The library is fetched only on pages that have one.
import { formatMoney } from './money.js';

let library;

const load = () => library ??= new Promise((done, failed) => {
  const script = document.createElement('script');
  script.src = new URL('../lib/chart.js/chart.umd.min.js', import.meta.url);
  script.onload = () => done(window.Chart);
  script.onerror = failed;
  document.head.append(script);
});

const charts = new Map();

export function watchCharts() {
  drawAll();
  document.addEventListener('look-changed', () => charts.forEach((chart, figure) => { chart.destroy(); charts.delete(figure); draw(figure); }));
  document.addEventListener('htmx:after:swap', drawAll);
}

const drawAll = () => document.querySelectorAll('[data-line-chart]').forEach(figure => { if (!charts.has(figure)) draw(figure); });

// Custom properties hold light-dark(); only a real colour of an element comes out resolved.
function colour(figure, name) {
  const probe = document.createElement('span');
  probe.className = `chart-ink-${name}`;
  figure.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

async function draw(figure) {
  const Chart = await load();
  if (charts.has(figure)) return;
  const data = JSON.parse(figure.querySelector('script').textContent);
  const ink = Object.fromEntries(['accent', 'muted', 'line', 'warning', 'surface', 'text', 'fill', 'second'].map(name => [name, colour(figure, name)]));
  const show = value => data.format === 'money' ? formatMoney(value) : data.format === 'percent' ? `${value} %` : Number(value).toLocaleString(document.documentElement.lang || 'en');
  charts.set(figure, new Chart(figure.querySelector('canvas'), {
    type: 'line',
    data: { labels: data.labels, datasets: data.series.map((series, i) => dataset(series, i, ink)) },
    options: options(data, ink, show),
  }));
}

function dataset(series, index, ink) {
  const main = index === 0 ? ink.accent : ink.second;
  const line = { label: series.name, data: series.values, borderColor: main, backgroundColor: main, borderWidth: 2, pointRadius: 0, pointHoverRadius: 4, cubicInterpolationMode: 'monotone', spanGaps: false };
  switch (series.kind) {
    case 'area': return { ...line, fill: 'origin', backgroundColor: ink.fill };
    case 'projection': return { ...line, borderColor: ink.accent, backgroundColor: ink.accent, borderDash: [5, 5] };
    case 'threshold': return { ...line, borderColor: ink.warning, backgroundColor: ink.warning, borderWidth: 1.5, borderDash: [2, 4] };
    default: return line;
  }
}

function options(data, ink, show) {
  const font = { family: getComputedStyle(document.body).fontFamily, size: 12 };
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: still ? false : { duration: 150 },
    interaction: { mode: 'index', intersect: false },
    scales: {
      x: { grid: { display: false }, border: { color: ink.line }, ticks: { color: ink.muted, font, maxRotation: 0, autoSkipPadding: 24 } },
      y: { beginAtZero: true, grid: { color: ink.line }, border: { display: false }, ticks: { color: ink.muted, font, maxTicksLimit: 5, precision: data.format === 'number' ? 0 : undefined, callback: show } },
    },
    plugins: {
      legend: { display: data.series.length > 1, position: 'top', align: 'end', labels: { color: ink.muted, font, usePointStyle: true, pointStyle: 'line', boxWidth: 24, padding: 14 } },
      tooltip: { backgroundColor: ink.surface, titleColor: ink.text, bodyColor: ink.text, borderColor: ink.line, borderWidth: 1, padding: 10, cornerRadius: 8, displayColors: data.series.length > 1, titleFont: font, bodyFont: font, callbacks: { label: item => `${item.dataset.label}: ${show(item.parsed.y)}` } },
    },
  };
}
