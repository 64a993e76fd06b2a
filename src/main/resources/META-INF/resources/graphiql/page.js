// GraphiQL as the hub's UI ships it, opened with the example operations as tabs. The token stays in this page: it is neither
// stored nor put into the address.
const examples = {
  subject: { id: '00000000-0000-8000-8000-000000000000' },
  entitlements: { policy: 'x.elderly-allowance', first: 10 },
  policies: {},
  datasets: { first: 10 },
  openData: { where: 'lines >= 5', first: 10 },
};
const token = document.getElementById('token');

async function ask(query, { headers } = {}) {
  const authorization = token.value ? { Authorization: 'Bearer ' + token.value.trim() } : {};
  const answer = await fetch('/graphql', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json', ...authorization, ...headers },
    body: JSON.stringify(query),
  });
  return answer.json();
}

async function tab([name, variables]) {
  const query = await (await fetch(name + '.graphql')).text();
  return { query, variables: JSON.stringify(variables, null, 2) };
}

// Only dev mode has this file: it brings a token and a subject of the demo city.
await import('./demo.js').then((demo) => demo.begin(token, examples, document.getElementById('note'))).catch(() => undefined);
const tabs = await Promise.all(Object.entries(examples).map(tab));

// GraphiQL takes the variables of the tab it opens with from its storage only.
if (sessionStorage.getItem('graphiql:tabState') === null) {
  sessionStorage.setItem('graphiql:variables', tabs[0].variables);
}

ReactDOM.render(
  React.createElement(GraphiQL, {
    fetcher: ask,
    defaultTabs: tabs,
    defaultEditorToolsVisibility: 'variables',
    storage: sessionStorage,
    shouldPersistHeaders: false,
  }),
  document.getElementById('graphiql'),
);
