namespace Acme.Greetings;

/// <summary>The settings section <c>greetings</c>.</summary>
public sealed record GreetingSettings
{
    public const string Section = "greetings";

    /// <summary>What the guestbook answers.</summary>
    public string Answer { get; init; } = "Thank you for your kind words.";

    /// <summary>After how many days a greeting is removed.</summary>
    public int KeepDays { get; init; } = 365;
}
