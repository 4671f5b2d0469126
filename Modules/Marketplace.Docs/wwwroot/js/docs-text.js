/** @returns {Promise<string>} Rejects where the answer is none. */
export async function getText(address) {
  const answer = await fetch(address, { credentials: 'same-origin' });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
}
