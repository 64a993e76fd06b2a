// GraphiQL as the hub's UI ships it, opened with known documents as tabs. The token stays in this page: it is neither
// stored nor put into the address.
const examples = {
  subject: { id: '00000000-0000-8000-8000-000000000000' },
  entitlements: { policy: 'x.elderly-allowance', first: 10 },
  policies: {},
  datasets: { first: 10 },
  openData: { where: 'lines >= 5', first: 10 },
  divisions: { provinces: "level == 'province' && code == '440000'", cities: 5, counties: 5, within: "province == '440000'" },
};
const following = {
  query: `# Each new version of an open dataset from now on, by WebSocket. Needs no token.
subscription Following($dataset: String!) {
  datasetVersions(dataset: $dataset) { dataset version publishedAt records }
}
`,
  variables: JSON.stringify({ dataset: 'bus-stops' }, null, 2),
};
const token = document.getElementById('token');

function withToken(address, request) {
  const authorization = token.value ? { Authorization: 'Bearer ' + token.value.trim() } : {};
  return fetch(address, {
    ...request,
    headers: { Accept: 'application/graphql-response+json', ...authorization, ...request.headers },
  });
}

function tab(documents, [name, variables]) {
  const known = documents.find((document) => document.name === name);
  return known ? [{ query: known.text, variables: JSON.stringify(variables, null, 2) }] : [];
}

// The page is there without them, too.
async function knownDocuments() {
  const answer = await fetch('/graphql/persisted').catch(() => undefined);
  return answer?.ok ? (await answer.json()).documents : [];
}

// Only dev mode has this file: it brings a token and a subject of the demo city.
await import('./demo.js').then((demo) => demo.begin(token, examples, document.getElementById('note'))).catch(() => undefined);
const documents = await knownDocuments();
const tabs = [...Object.entries(examples).flatMap((example) => tab(documents, example)), following];

// GraphiQL takes the variables of the tab it opens with from its storage only.
if (sessionStorage.getItem('graphiql:tabState') === null) {
  sessionStorage.setItem('graphiql:variables', tabs[0].variables);
}

ReactDOM.render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({
      url: '/graphql',
      fetch: withToken,
      subscriptionUrl: location.origin.replace('http', 'ws') + '/graphql',
    }),
    defaultTabs: tabs,
    defaultEditorToolsVisibility: 'variables',
    storage: sessionStorage,
    shouldPersistHeaders: false,
  }),
  document.getElementById('graphiql'),
);
