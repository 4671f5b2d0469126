namespace Marketplace.StripeSandbox.Weather;

/// <summary>
/// How badly webhooks travel and the API answers: what an operator sets to see the shop live with it. All fair by default.
/// </summary>
internal sealed record WebhookWeather
{
    public const int MaxLateSeconds = 3600;

    /// <summary>0 to <see cref="MaxLateSeconds"/>.</summary>
    public int LateSeconds { get; init; }

    public WebhookCopies Copies { get; init; }

    /// <summary>Each waits for up to <see cref="ShuffleSeconds"/> more, so that they overtake each other.</summary>
    public bool Shuffled { get; init; }

    /// <summary>Of a hundred, how many never leave: 0 to 100.</summary>
    public int LostPercent { get; init; }

    public const int ShuffleSeconds = 10;

    public const int MaxSlowSeconds = 60;

    /// <summary>The API answers this much later, after it has done what it was asked: 0 to <see cref="MaxSlowSeconds"/>.</summary>
    public int SlowSeconds { get; init; }

    /// <summary>Of a hundred writes, after how many the API answers 500 although it has done them: 0 to 100.</summary>
    public int BrokenPercent { get; init; }

    public bool IsFair => this == new WebhookWeather();

    public bool IsValid => LateSeconds is >= 0 and <= MaxLateSeconds && LostPercent is >= 0 and <= 100
        && SlowSeconds is >= 0 and <= MaxSlowSeconds && BrokenPercent is >= 0 and <= 100 && Enum.IsDefined(Copies);

    /// <param name="dice">0 up to but not 1.</param>
    public bool Loses(double dice) => dice * 100 < LostPercent;

    /// <param name="dice">0 up to but not 1.</param>
    public bool Breaks(double dice) => dice * 100 < BrokenPercent;

    /// <param name="dice">0 up to but not 1.</param>
    public TimeSpan Delay(double dice) => TimeSpan.FromSeconds(LateSeconds + (Shuffled ? dice * ShuffleSeconds : 0));
}

internal enum WebhookCopies
{
    Once,

    /// <summary>The same event twice.</summary>
    SameTwice,

    /// <summary>Two events of different ids that tell of the same thing.</summary>
    TwoEvents,
}
