using Marketplace.Abstractions;

namespace Marketplace.Data;

/// <summary>
/// What one operator may give away alone in a day (UTC), whatever gives it: adjustments, campaigns, packages and others count together.
/// The module Adjustments implements it; where it is off, <see cref="OperatorAllowance.Default"/> counts.
/// </summary>
public interface IOperatorAllowance
{
    ApprovalAllowance Alone { get; }
}

public static class OperatorAllowance
{
    /// <summary>What is counted together.</summary>
    public const string Scope = "credits";

    /// <summary>Acts of a day, where nothing else is set.</summary>
    public const int DefaultActs = 25;

    /// <summary>Worth of a day, where nothing else is set.</summary>
    public static readonly Usd DefaultWorth = new(10_000);

    public static ApprovalAllowance Default(CreditUnit unit) => new(Scope, unit.WorthOf(DefaultWorth), DefaultActs);
}
