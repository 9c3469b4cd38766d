/** The borders inside src/: features know nothing of each other, and one folder alone knows Grafana's packages. */
module.exports = {
  forbidden: [
    {
      name: 'features-are-apart',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'below-features',
      severity: 'error',
      from: { path: '^src/(ui|format|chart|grafana|panels|api)/' },
      to: { path: '^src/features/' },
    },
    {
      name: 'only-grafana-imports-grafana',
      severity: 'error',
      from: { pathNot: '^src/grafana/' },
      to: { path: 'node_modules/@grafana/' },
    },
    {
      name: 'never-grafana-ui',
      severity: 'error',
      from: {},
      to: { path: 'node_modules/@grafana/(ui|runtime|scenes)/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
  },
};
