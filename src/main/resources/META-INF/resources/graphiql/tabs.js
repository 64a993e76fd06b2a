// GraphiQL as the hub's UI ships it, opened with the example operations as tabs.
const examples = ['subject', 'policies', 'datasets'];
const headers = JSON.stringify({ Authorization: 'Bearer …' }, null, 2);

Promise.all(examples.map((name) => fetch(name + '.graphql').then((answer) => answer.text()))).then((queries) =>
  ReactDOM.render(
    React.createElement(GraphiQL, {
      fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
      defaultTabs: queries.map((query) => ({ query, headers })),
      defaultEditorToolsVisibility: 'headers',
      headerEditorEnabled: true,
      shouldPersistHeaders: false,
    }),
    document.getElementById('graphiql'),
  ),
);
