namespace Acme.Greetings.Guestbook;

internal sealed record Greeting(string Id, string Text, DateTimeOffset CreatedAt);
