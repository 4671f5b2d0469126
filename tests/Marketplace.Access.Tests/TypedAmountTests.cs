using System.Net;
using AngleSharp.Html.Dom;
using Marketplace.Testing;

namespace Marketplace.Access.Tests;

/// <summary>
/// Every form that takes a number refuses what could be meant in two ways, says what to type, and keeps what was typed (acceptance O25).
/// </summary>
public sealed class TypedAmountTests(House house)
{
    private static readonly string[] NeverANumber = ["1,000", "1.000,00", "1e3", "1 000", "-5", "+5", "0x10", "٥", "5.", "five"];

    /// <summary>Forms, the field that is typed into, and what else they need.</summary>
    private static readonly IReadOnlyList<Form> Forms =
    [
        new(Caller.Operator, "/admin/catalog/wireguard-vpn", "Input.Price"),
        new(Caller.Administrator, "/admin/payments/packages/new", "Input.Credits"),
        new(Caller.Administrator, "/admin/payments/packages/new", "Input.Bonus"),
        new(Caller.Administrator, "/admin/payments/packages/new", "Input.PriceUsd"),
        new(Caller.Administrator, "/admin/settings", "Input.UnitUsdValue"),
        new(Caller.Administrator, "/admin/settings", "Input.UnitDecimals"),
        new(Caller.Administrator, "/admin/payments/settings", "Input.FixedAmounts"),
        new(Caller.Administrator, "/admin/payments/settings", "Input.MinimumAmount"),
        new(Caller.Administrator, "/admin/payments/settings", "Input.MaximumAmount"),
        new(Caller.Administrator, "/admin/payments/settings", "Input.NewAccountDailyLimit"),
        new(Caller.Administrator, "/admin/payments/settings", "Input.DailyLimit"),
        new(Caller.Administrator, "/admin/payments/settings", "Input.NewAccountDays"),
        new(Caller.Administrator, "/admin/payments/settings", "Input.MaximumMethods"),
        new(Caller.Administrator, "/admin/payments/settings", "Input.ExpiryNoticeDays"),
        new(Caller.Administrator, "/admin/credits/adjustments/new", "Input.Amount"),
        new(Caller.Administrator, "/admin/credits/adjustments/limit", "Input.ApprovalAbove"),
        new(Caller.Administrator, "/admin/credits/adjustments/limit", "Input.ActsPerDay"),
        new(Caller.Administrator, "/admin/credits/campaigns/new", "Input.Amount"),
        new(Caller.Administrator, "/admin/credits/campaigns/new", "Input.Budget"),
        new(Caller.Administrator, "/admin/credits/campaigns/new", "Input.BalanceBelow"),
        new(Caller.Administrator, "/admin/stripe/sandbox", "Input.LateSeconds"),
        new(Caller.Administrator, "/admin/stripe/sandbox", "Input.BrokenPercent"),
        new(Caller.Customer, "/dashboard/wallet/transfer", "Input.Amount"),
        new(Caller.Customer, "/dashboard/wallet/low-balance", "amount", ("enabled", "true")),
        new(Caller.Customer, "/dashboard/wallet/auto-topup", "Input.Threshold", ("Input.Mode", "Fixed")),
        new(Caller.Customer, "/dashboard/wallet/auto-topup", "Input.Amount", ("Input.Mode", "Fixed")),
        new(Caller.Customer, "/dashboard/wallet/auto-topup", "Input.Target", ("Input.Mode", "Target")),
        new(Caller.Customer, "/dashboard/wallet/auto-topup", "Input.RunwayDays", ("Input.Mode", "Runway")),
        new(Caller.Customer, "/dashboard/wallet/auto-topup", "Input.DailyLimit"),
        new(Caller.Customer, "/dashboard/wallet/auto-topup", "Input.MonthlyLimit"),
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Forms.Count)];

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_can_be_meant_in_two_ways_is_refused_with_a_sentence(int index)
    {
        var form = Forms[index];
        foreach (var typed in NeverANumber)
        {
            var answer = await SendAsync(form, typed);
            Assert.True(
                answer.StatusCode == HttpStatusCode.OK,
                $"{form.Path} took {typed} as {form.Field}: {answer.StatusCode} {answer.Headers.Location}");
            var field = (IHtmlInputElement)(await Visitor.ReadPageAsync(answer)).QuerySelector($"input[name='{form.Field}']")!;
            Assert.Equal((form.Path, form.Field, typed), (form.Path, form.Field, field.Value));
            var error = field.Owner!.GetElementById((field.GetAttribute("aria-describedby") ?? "").Split(' ')[0]);
            Assert.True(error?.TextContent.Trim().Length > 20, $"{form.Path} says nothing about {typed} as {form.Field}.");
        }
    }

    /// <summary>A filter that cannot be read is named rather than left out in silence.</summary>
    [Theory]
    [InlineData("least", "1,000")]
    [InlineData("most", "1e3")]
    [InlineData("most", "--5")]
    public async Task A_filter_that_cannot_be_read_says_so(string field, string typed)
    {
        var page = await house.As(Caller.Administrator).GetPageAsync($"/admin/credits/accounts?{field}={Uri.EscapeDataString(typed)}");
        Assert.Equal(typed, page.QuerySelector($"input[name={field}]")!.GetAttribute("value"));
        Assert.Contains($"“{typed}” is no amount, so this filter is not applied.", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comma_is_a_point_where_cents_follow_it()
    {
        await SavedAsync(Forms[0] with { Path = "/admin/catalog/name-gateway" }, "5,00");
        Assert.Equal("5.00", await ValueAsync(Caller.Operator, "/admin/catalog/name-gateway", "Input.Price"));
        await SavedAsync(
            new Form(
                Caller.Administrator, "/admin/payments/packages/new", "Input.Credits", ("Input.Id", "comma"), ("Input.Name", "Comma"),
                ("Input.PriceUsd", "90,50"), ("Input.Bonus", "")),
            "100,00");
        Assert.Equal("100.00", await ValueAsync(Caller.Administrator, "/admin/payments/packages/comma", "Input.Credits"));
        Assert.Equal("90.50", await ValueAsync(Caller.Administrator, "/admin/payments/packages/comma", "Input.PriceUsd"));
        await SavedAsync(new Form(Caller.Customer, "/dashboard/wallet/low-balance", "amount", ("enabled", "true")), "7,5");
        Assert.Equal("7.50", await ValueAsync(Caller.Customer, "/dashboard/wallet/low-balance", "amount"));
    }

    /// <summary>A unit's value has six decimals, so a comma there could separate thousands: it was once read as 5.</summary>
    [Fact]
    public async Task A_units_value_takes_the_point_alone()
    {
        var page = await Visitor.ReadPageAsync(
            await SendAsync(new Form(Caller.Administrator, "/admin/settings", "Input.UnitUsdValue"), "0,05"));
        Assert.Contains(
            "Write decimals after one point", page.GetElementById("Input_UnitUsdValue-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("1.00", await ValueAsync(Caller.Administrator, "/admin/settings", "Input.UnitUsdValue"));
    }

    private async Task SavedAsync(Form form, string typed)
    {
        var answer = await SendAsync(form, typed);
        Assert.True(
            answer.StatusCode == HttpStatusCode.Redirect,
            $"{form.Path} refused {typed}: "
            + $"{(await Visitor.ReadPageAsync(answer)).QuerySelector(".error-summary, .field-error")?.TextContent}");
    }

    private Task<HttpResponseMessage> SendAsync(Form form, string typed)
    {
        var fields = form.Others.ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal);
        fields[form.Field] = typed;
        return house.As(form.Who).SubmitAsync(form.Path, fields);
    }

    private async Task<string?> ValueAsync(Caller who, string path, string field) =>
        (await house.As(who).GetPageAsync(path)).QuerySelector($"input[name='{field}']")!.GetAttribute("value");

    private sealed record Form(Caller Who, string Path, string Field, params (string Name, string Value)[] Others);
}
