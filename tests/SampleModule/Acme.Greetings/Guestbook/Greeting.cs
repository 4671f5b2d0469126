namespace Acme.Greetings.Guestbook;

/// <param name="AuthorId">Null: a visitor who was not signed in.</param>
/// <param name="Answer">Null while it waits for one.</param>
internal sealed record Greeting(string Id, string Text, DateTimeOffset CreatedAt, string? AuthorId, string? Answer);
