using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Events;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.PaymentMethods;

/// <summary>Whose a payment method is: attaching, detaching, and who may use it.</summary>
internal sealed class MethodOwnership(SandboxObjects objects, SandboxEvents events)
{
    /// <summary>A method belongs to its customer alone; one that was used without an owner, or was detached, is used up.</summary>
    /// <exception cref="StripeFault">400.</exception>
    public static void CheckUsable(JsonObject method, string? customer)
    {
        var id = SandboxObjects.Id(method);
        if ((bool)(method["_used_up"] ?? false))
        {
            throw StripeFault.Invalid(
                "payment_method_unexpected_state",
                "This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not "
                + "be used again.",
                "payment_method");
        }

        var owner = (string?)method["customer"];
        if (owner is not null && owner != customer)
        {
            throw StripeFault.Invalid(
                null,
                customer is null
                    ? $"The PaymentMethod {id} belongs to a Customer. Please include the Customer in the `customer` parameter."
                    : $"The customer does not have a payment method with the ID {id}. The payment method must be attached to the customer.",
                "payment_method");
        }
    }

    /// <param name="setUp">Its owner agreed to charges without them.</param>
    public async Task AttachAsync(SandboxCall call, JsonObject method, string customer, bool setUp)
    {
        var isNew = (string?)method["customer"] != customer;
        method["customer"] = customer;
        if (setUp)
            method["_set_up"] = true;
        await objects.SaveAsync(call, method);
        if (isNew)
            await events.EmitAsync(call, "payment_method.attached", method);
    }

    public async Task DetachAsync(SandboxCall call, JsonObject method)
    {
        var owner = (string)method["customer"]!;
        var customer = await objects.GetAsync(call, ObjectTypes.Customer, owner, "customer");
        var settings = customer["invoice_settings"]!.AsObject();
        if ((string?)settings["default_payment_method"] == SandboxObjects.Id(method))
        {
            settings["default_payment_method"] = null;
            await objects.SaveAsync(call, customer);
        }

        method["customer"] = null;
        method["_used_up"] = true;
        await objects.SaveAsync(call, method);
        await events.EmitAsync(call, "payment_method.detached", method);
    }
}
