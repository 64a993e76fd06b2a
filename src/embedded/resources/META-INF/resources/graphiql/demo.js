// What dev mode adds to the page for queries: a token of the embedded issuer, and somebody of the demo city to ask about.
const CLIENT = 'officer';
const SOMEBODY = { kind: 'person', number: '999999194806270023' };

export async function begin(token, examples, note) {
  token.value = await demoToken();
  note.textContent = `Dev mode: a token of the client “${CLIENT}” is filled in.`;
  examples.subject.id = (await somebody(token.value)) ?? examples.subject.id;
}

async function demoToken() {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: CLIENT, client_secret: CLIENT });
  const answer = await fetch('/embedded/oauth2/token', { method: 'POST', body: form });
  return (await answer.json()).access_token;
}

// Nobody is there until the demo city has been loaded, shortly after the first start.
async function somebody(token) {
  const answer = await fetch('/v1/subjects/lookup', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: 'Bearer ' + token },
    body: JSON.stringify(SOMEBODY),
  });
  return answer.ok ? (await answer.json()).id : undefined;
}
