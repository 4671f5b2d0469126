using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Events;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.PaymentMethods;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.Customers;

internal sealed class CreateCustomerOperation(SandboxObjects objects, SandboxEvents events, ExpandedView view) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var p = call.Parameters;
        var expand = p.List("expand");
        var customer = new JsonObject
        {
            ["id"] = SandboxObjects.NewId("cus"),
            ["object"] = ObjectTypes.Customer,
            ["address"] = null,
            ["balance"] = 0,
            ["created"] = objects.Now,
            ["currency"] = null,
            ["default_source"] = null,
            ["delinquent"] = false,
            ["description"] = p.Text("description"),
            ["discount"] = null,
            ["email"] = p.Text("email", 512),
            ["invoice_prefix"] = RandomNumberGenerator.GetString("0123456789ABCDEF", 8),
            ["invoice_settings"] = new JsonObject
            { ["custom_fields"] = null, ["default_payment_method"] = null, ["footer"] = null, ["rendering_options"] = null },
            ["livemode"] = false,
            ["metadata"] = new JsonObject(p.Metadata().Select(x => KeyValuePair.Create(x.Key, (JsonNode?)x.Value))),
            ["name"] = p.Text("name", 256),
            ["next_invoice_sequence"] = 1,
            ["phone"] = p.Text("phone", 20),
            ["preferred_locales"] = new JsonArray(),
            ["shipping"] = null,
            ["tax_exempt"] = "none",
            ["test_clock"] = null,
        };
        p.RejectUnknown();
        await objects.AddAsync(call, customer);
        await events.EmitAsync(call, "customer.created", customer);
        return await view.AnswerAsync(call, customer, expand);
    }
}

internal sealed class GetCustomerOperation(SandboxObjects objects, ExpandedView view) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var expand = call.Parameters.List("expand");
        call.Parameters.RejectUnknown();
        // One that was deleted is still answered: that it is gone.
        var customer = await objects.FindAsync(call, ObjectTypes.Customer, call.Id)
            ?? throw StripeFault.NoSuch(ObjectTypes.Customer, call.Id, "id");
        return await view.AnswerAsync(call, customer, expand);
    }
}

internal sealed class UpdateCustomerOperation(SandboxObjects objects, SandboxEvents events, ExpandedView view) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var p = call.Parameters;
        var expand = p.List("expand");
        var customer = await objects.GetAsync(call, ObjectTypes.Customer, call.Id, "id");
        var settings = p.Group("invoice_settings");
        if (settings.Has("default_payment_method"))
        {
            var method = settings.Text("default_payment_method");
            if (method is not null
                && (string?)(await objects.GetAsync(call, ObjectTypes.PaymentMethod, method, "invoice_settings[default_payment_method]"))[
                    "customer"] != call.Id)
            {
                throw StripeFault.Invalid(
                    null,
                    $"The customer does not have a payment method with the ID {method}. The payment method must be attached to the "
                    + "customer.",
                    "invoice_settings[default_payment_method]");
            }

            customer["invoice_settings"]!["default_payment_method"] = method;
        }

        settings.RejectUnknown();
        foreach (var (name, length) in (IEnumerable<(string, int)>)[("email", 512), ("name", 256), ("phone", 20), ("description", 5000)])
        {
            if (p.Has(name))
                customer[name] = p.Text(name, length);
        }

        p.ChangeMetadata(customer);
        p.RejectUnknown();
        await objects.SaveAsync(call, customer);
        await events.EmitAsync(call, "customer.updated", customer);
        return await view.AnswerAsync(call, customer, expand);
    }
}

/// <summary>What it had saved is lost to everybody.</summary>
internal sealed class DeleteCustomerOperation(SandboxObjects objects, SandboxEvents events, MethodOwnership ownership) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        call.Parameters.RejectUnknown();
        _ = await objects.GetAsync(call, ObjectTypes.Customer, call.Id, "id");
        foreach (var method in await objects.ListOwnedAsync(call, ObjectTypes.PaymentMethod, call.Id))
            await ownership.DetachAsync(call, method);
        var customer = await objects.GetAsync(call, ObjectTypes.Customer, call.Id, "id");
        await events.EmitAsync(call, "customer.deleted", customer);
        await objects.DeleteAsync(call, customer);
        return SandboxAnswer.Ok(SandboxView.Of(customer));
    }
}
