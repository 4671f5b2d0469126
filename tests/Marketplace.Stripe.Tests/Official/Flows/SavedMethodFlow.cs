using System.Net;
using Stripe;

namespace Marketplace.Stripe.Tests.Official.Flows;

/// <summary>Customers and what they save: set up, listed, changed, taken away.</summary>
internal static class SavedMethodFlow
{
    public static async Task RunAsync(OfficialClient client)
    {
        var customer = await client.Api.Customers.CreateAsync(
            new() { Email = "saver@example.com", Name = "Ada", Phone = "123", Metadata = new() { ["user_id"] = "usr_ada" } });
        await SetUpAsync(client, customer);
        await ChangeSetupAsync(client.Api, customer);
        await ChangeMethodAsync(client.Api, customer);
        await TokensAsync(client.Api);
        await ChangeCustomerAsync(client.Api, customer);
        await DeleteAsync(client.Api);
    }

    private static async Task SetUpAsync(OfficialClient client, Customer customer)
    {
        var api = client.Api;
        var made = await api.SetupIntents.CreateAsync(
            new() { Customer = customer.Id, Usage = "off_session", AllowedPaymentMethodTypes = ["card"] });
        Assert.Equal(("requires_payment_method", "card"), (made.Status, string.Join(' ', made.PaymentMethodTypes)));
        var saved = await api.SetupIntents.ConfirmAsync(made.Id, new() { PaymentMethod = "pm_card_visa", Expand = ["payment_method"] });
        Assert.Equal(("succeeded", customer.Id), (saved.Status, saved.PaymentMethod.CustomerId));
        Assert.Equal("succeeded", (await api.SetupIntents.GetAsync(made.Id)).Status);

        var asked = await api.SetupIntents.CreateAsync(new()
        {
            Customer = customer.Id, AllowedPaymentMethodTypes = ["card"], Confirm = true, PaymentMethod = "pm_card_authenticationRequired",
            ReturnUrl = "https://shop.example/back",
        });
        Assert.Equal("https://shop.example/back", asked.NextAction.RedirectToUrl.ReturnUrl);
        await PaymentFlow.AnswerAsync(client, $"setup_intents/{asked.Id}", asked.ClientSecret, "fail");
        Assert.Equal("setup_intent_authentication_failure", (await api.SetupIntents.GetAsync(asked.Id)).LastSetupError.Code);
        var refused = await OfficialClient.RefusedAsync(() => api.SetupIntents.CreateAsync(new()
        {
            Customer = customer.Id, AllowedPaymentMethodTypes = ["card"], Confirm = true, PaymentMethod = "pm_card_chargeDeclined",
        }));
        Assert.Equal(
            ("card_declined", "generic_decline", "requires_payment_method"),
            (refused.StripeError.Code, refused.StripeError.DeclineCode, refused.StripeError.SetupIntent.Status));
    }

    private static async Task ChangeSetupAsync(V1Services api, Customer customer)
    {
        var made = await api.SetupIntents.CreateAsync(new() { AllowedPaymentMethodTypes = ["paypal"] });
        var changed = await api.SetupIntents.UpdateAsync(made.Id, new()
        {
            Customer = customer.Id, Description = "Later", AllowedPaymentMethodTypes = ["card"], PaymentMethod = "pm_card_visa",
            Metadata = new() { ["why"] = "test" },
        });
        Assert.Equal(
            ("requires_confirmation", customer.Id, "Later", "test", "card"),
            (changed.Status, changed.CustomerId, changed.Description, changed.Metadata["why"], changed.PaymentMethodTypes.Single()));
        Assert.Equal("canceled", (await api.SetupIntents.CancelAsync(made.Id, new() { CancellationReason = "abandoned" })).Status);
        var late = await OfficialClient.RefusedAsync(() => api.SetupIntents.UpdateAsync(made.Id, new() { PaymentMethod = "pm_card_visa" }));
        Assert.Equal("setup_intent_unexpected_state", late.StripeError.Code);
        var listed = await api.SetupIntents.ListAsync(new() { Customer = customer.Id, Limit = 100 });
        Assert.Contains(made.Id, listed.Select(x => x.Id));
        Assert.All(listed, x => Assert.Equal(customer.Id, x.CustomerId));
    }

    private static async Task ChangeMethodAsync(V1Services api, Customer customer)
    {
        var card = await api.PaymentMethods.AttachAsync("pm_card_mastercard", new() { Customer = customer.Id });
        var changed = await api.PaymentMethods.UpdateAsync(card.Id, new()
        {
            AllowRedisplay = "always",
            BillingDetails = new() { Name = "Ada Lovelace", Address = new() { Country = "GB", City = "London" } },
            Card = new() { ExpMonth = 7, ExpYear = 2035 },
            Metadata = new() { ["why"] = "test" },
        });
        Assert.Equal(
            ("always", "Ada Lovelace", "London", 7L, 2035L, "test"),
            (changed.AllowRedisplay, changed.BillingDetails.Name, changed.BillingDetails.Address.City, changed.Card.ExpMonth,
                changed.Card.ExpYear, changed.Metadata["why"]));
        Assert.Equal((null, "mastercard"), (changed.BillingDetails.Email, changed.Card.DisplayBrand));
        Assert.Equal("London", (await api.PaymentMethods.GetAsync(card.Id)).BillingDetails.Address.City);
        Assert.Contains(card.Id, (await api.PaymentMethods.ListAsync(new() { Customer = customer.Id, Type = "card" })).Select(x => x.Id));
        Assert.Contains(card.Id, (await api.Customers.PaymentMethods.ListAsync(customer.Id)).Select(x => x.Id));
        Assert.Null((await api.PaymentMethods.DetachAsync(card.Id)).CustomerId);
        var loose = await OfficialClient.RefusedAsync(
            () => api.PaymentMethods.UpdateAsync(card.Id, new() { Metadata = new() { ["why"] = "not" } }));
        Assert.Contains("save this PaymentMethod to a customer", loose.Message, StringComparison.Ordinal);
    }

    private static async Task TokensAsync(V1Services api)
    {
        Assert.Equal("4242", (await api.PaymentMethods.GetAsync("pm_card_visa")).Card.Last4);
        var made = await api.PaymentMethods.CreateAsync(new()
        {
            Type = "card", Card = new PaymentMethodCardOptions { Token = "tok_visa" }, BillingDetails = new() { Email = "ada@example.com" },
        });
        Assert.Equal(("visa", "ada@example.com"), (made.Card.Brand, made.BillingDetails.Email));
        Assert.Equal("succeeded", (await api.PaymentIntents.CreateAsync(PaymentFlow.Dollars(token: made.Id))).Status);
        var wrong = await OfficialClient.RefusedAsync(() => api.PaymentMethods.CreateAsync(
            new() { Type = "card", Card = new PaymentMethodCardOptions { Token = "tok_none" } }));
        Assert.Equal((HttpStatusCode.NotFound, "resource_missing"), (wrong.HttpStatusCode, wrong.StripeError.Code));
    }

    private static async Task ChangeCustomerAsync(V1Services api, Customer customer)
    {
        var card = await api.PaymentMethods.AttachAsync("pm_card_visa", new() { Customer = customer.Id });
        var changed = await api.Customers.UpdateAsync(customer.Id, new()
        {
            Name = "Ada L.", InvoiceSettings = new() { DefaultPaymentMethod = card.Id }, Metadata = new() { ["user_id"] = "" },
            Expand = ["invoice_settings.default_payment_method"],
        });
        Assert.Equal(("Ada L.", card.Id), (changed.Name, changed.InvoiceSettings.DefaultPaymentMethod.Id));
        Assert.Empty(changed.Metadata);
        Assert.Equal([customer.Id], (await api.Customers.ListAsync(new() { Email = customer.Email })).Select(x => x.Id));
    }

    private static async Task DeleteAsync(V1Services api)
    {
        var customer = await api.Customers.CreateAsync(new() { Email = "gone@example.com" });
        var card = await api.PaymentMethods.AttachAsync("pm_card_visa", new() { Customer = customer.Id });
        Assert.True((await api.Customers.DeleteAsync(customer.Id)).Deleted);
        Assert.True((await api.Customers.GetAsync(customer.Id)).Deleted);
        Assert.Empty(await api.Customers.ListAsync(new() { Email = "gone@example.com" }));
        Assert.Null((await api.PaymentMethods.GetAsync(card.Id)).CustomerId);
        foreach (var call in (Func<Task>[])
            [() => api.Customers.DeleteAsync(customer.Id), () => api.Customers.UpdateAsync(customer.Id, new() { Name = "x" }),
                () => api.SetupIntents.CreateAsync(new() { Customer = customer.Id })])
        {
            var gone = await OfficialClient.RefusedAsync(call);
            Assert.Equal((HttpStatusCode.NotFound, "resource_missing"), (gone.HttpStatusCode, gone.StripeError.Code));
        }
    }
}
