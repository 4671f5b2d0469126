using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Credits.Wallet;

/// <summary>Which transactions a program asks for. All texts, so that a wrong one gets an answer that names it.</summary>
internal sealed record TransactionsRequest(
    [property: FromQuery(Name = "limit"), Description("How many at most, 1 to 200; 50 if left out.")] string? Limit = null,
    [property: FromQuery(Name = "cursor"), Description("The next_cursor of the page before.")] string? Cursor = null,
    [property: FromQuery(Name = "type"),
        Description(
            "Only this type, by its name in the ledger: TopUp is credits bought (answered as Purchase), Purchase a product bought.")]
    string? Type = null,
    [property: FromQuery(Name = "from"), Description("Only from this UTC day on, for example 2026-11-01.")] string? From = null,
    [property: FromQuery(Name = "to"), Description("Only up to and including this UTC day.")] string? To = null,
    [property: FromQuery(Name = "q"),
        Description("Only the transaction with this id, or those whose description or metadata contain this text; at most 100 "
            + "characters.")] string? Q = null);
