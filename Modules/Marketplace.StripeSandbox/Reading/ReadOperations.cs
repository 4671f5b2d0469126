using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Balance;
using Marketplace.StripeSandbox.Disputes;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.PaymentIntents;
using Marketplace.StripeSandbox.Protocol;
using Marketplace.StripeSandbox.Refunds;

namespace Marketplace.StripeSandbox.Reading;

/// <summary>What can only be read: one object, or those that fit the filters.</summary>
internal abstract class GetOperation(SandboxObjects objects, ExpandedView view, string type) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var expand = call.Parameters.List("expand");
        call.Parameters.RejectUnknown();
        return await view.AnswerAsync(call, await objects.GetAsync(call, type, call.Id, type), expand);
    }
}

/// <summary>Filters by <c>created</c> and by the members named, pages, and expands <c>data.…</c>.</summary>
internal abstract class ListOperation(SandboxObjects objects, ExpandedView view, string type, string url, params string[] filters)
    : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var expand = call.Parameters.List("expand");
        var created = CreatedFilter.Read(call.Parameters);
        var wanted = filters.Select(x => (Name: x, Value: call.Parameters.Text(x))).Where(x => x.Value is not null).ToList();
        var all = await objects.ListAsync(call, type);
        var page = ListPage.Of(
            all.Where(x => !SandboxObjects.IsDeleted(x) && created.Fits(x) && wanted.TrueForAll(w => (string?)x[w.Name] == w.Value)),
            call.Parameters,
            url);
        foreach (var item in page.Body["data"]!.AsArray())
            await view.ExpandAsync(
                call, item!.AsObject(),
                [.. expand.Select(x => x.StartsWith("data.", StringComparison.Ordinal) ? x[5..] : throw ExpandedView.CannotExpand(x))]);
        return page;
    }
}

internal sealed class ListIntentsOperation(SandboxObjects objects, ExpandedView view)
    : ListOperation(objects, view, IntentFactory.ObjectType, "/v1/payment_intents", "customer");

internal sealed class ListSetupsOperation(SandboxObjects objects, ExpandedView view)
    : ListOperation(objects, view, ObjectTypes.SetupIntent, "/v1/setup_intents", "customer", "payment_method");

internal sealed class ListCustomersOperation(SandboxObjects objects, ExpandedView view)
    : ListOperation(objects, view, ObjectTypes.Customer, "/v1/customers", "email");

internal sealed class GetChargeOperation(SandboxObjects objects, ExpandedView view) : GetOperation(objects, view, IntentCharge.ObjectType);

internal sealed class ListChargesOperation(SandboxObjects objects, ExpandedView view)
    : ListOperation(objects, view, IntentCharge.ObjectType, "/v1/charges", "payment_intent", "customer");

internal sealed class GetBalanceTransactionOperation(SandboxObjects objects, ExpandedView view)
    : GetOperation(objects, view, SandboxBalance.ObjectType);

internal sealed class ListBalanceTransactionsOperation(SandboxObjects objects, ExpandedView view)
    : ListOperation(objects, view, SandboxBalance.ObjectType, "/v1/balance_transactions", "type", "source");

internal sealed class GetRefundOperation(SandboxObjects objects, ExpandedView view)
    : GetOperation(objects, view, SandboxRefunds.ObjectType);

internal sealed class ListRefundsOperation(SandboxObjects objects, ExpandedView view)
    : ListOperation(objects, view, SandboxRefunds.ObjectType, "/v1/refunds", "payment_intent", "charge");

internal sealed class GetDisputeOperation(SandboxObjects objects, ExpandedView view)
    : GetOperation(objects, view, SandboxDisputes.ObjectType);

internal sealed class ListDisputesOperation(SandboxObjects objects, ExpandedView view)
    : ListOperation(objects, view, SandboxDisputes.ObjectType, "/v1/disputes", "payment_intent", "charge");

internal sealed class GetWarningOperation(SandboxObjects objects, ExpandedView view)
    : GetOperation(objects, view, SandboxDisputes.WarningType);

internal sealed class ListWarningsOperation(SandboxObjects objects, ExpandedView view)
    : ListOperation(objects, view, SandboxDisputes.WarningType, "/v1/radar/early_fraud_warnings", "payment_intent", "charge");

internal sealed class GetWebhookEndpointOperation(SandboxObjects objects, ExpandedView view)
    : GetOperation(objects, view, ObjectTypes.WebhookEndpoint);

internal sealed class ListWebhookEndpointsOperation(SandboxObjects objects, ExpandedView view)
    : ListOperation(objects, view, ObjectTypes.WebhookEndpoint, "/v1/webhook_endpoints");
